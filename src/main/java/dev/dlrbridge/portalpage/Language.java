package dev.dlrbridge.portalpage;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The languages of the page, by Bitrix24's names for them. */
public enum Language {
    EN("en", "en"),
    RU("ru", "ru"),
    DE("de", "de"),
    ES("es", "es", "la"),
    PT("pt", "br", "pt"),
    PL("pl", "pl"),
    FR("fr", "fr"),
    UK("uk", "ua", "uk"),
    KK("kk", "kz", "kk");

    private final Locale locale;
    private final List<String> names;

    /** @param names that Bitrix24 has for it, and had */
    Language(String locale, String... names) {
        this.locale = Locale.forLanguageTag(locale);
        this.names = List.of(names);
    }

    /** English for any other. */
    static Language of(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceFirst("[_-].*", "");
        return Arrays.stream(values())
                .filter(language -> language.names.contains(plain))
                .findFirst()
                .orElse(EN);
    }

    Locale locale() {
        return locale;
    }

    /** As pages name it. */
    public String tag() {
        return this == PT ? "pt-BR" : locale.toLanguageTag();
    }
}
