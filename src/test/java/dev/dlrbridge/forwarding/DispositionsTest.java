package dev.dlrbridge.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.bitrix24.ApiError;
import dev.dlrbridge.tenant.RefreshOutcome.Refused;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class DispositionsTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/forwarding/codes.csv", numLinesToSkip = 1)
    void shouldDecideByCodeWhateverItsCaseAndStatus(String code, String text, Disposition disposition) {
        for (int status : new int[] {200, 400, 401, 403, 404, 429, 500, 503}) {
            ApiError error = new ApiError(code, status, text == null ? "" : text);

            assertThat(Dispositions.of(error)).isEqualTo(disposition);
            assertThat(Dispositions.isUnknown(error)).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', 400, RETRY_LATER",
        "'', 401, REFRESH",
        "'', 402, PARK_AND_PROBE",
        "'', 403, PARK_AND_PROBE",
        "'', 404, PARK_AND_PROBE",
        "'', 405, PARK_AND_PROBE",
        "'', 410, PARK_AND_PROBE",
        "'', 418, RETRY_LATER",
        "'', 429, PAUSE_METHOD",
        "'', 503, RETRY_LATER",
        "0, 401, RETRY_LATER",
        "SOMETHING_NEW, 429, RETRY_LATER"
    })
    void shouldAskTheStatusOnlyWhenThereIsNoCode(String code, int status, Disposition disposition) {
        assertThat(Dispositions.of(new ApiError(code, status, ""))).isEqualTo(disposition);
    }

    @ParameterizedTest
    @CsvSource({"'', 400, true", "'', 401, false", "SOMETHING_NEW, 401, true", "ERROR_CORE, 400, false"})
    void shouldSayWhichErrorsNobodyKnows(String code, int status, boolean unknown) {
        assertThat(Dispositions.isUnknown(new ApiError(code, status, ""))).isEqualTo(unknown);
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID_GRANT, PARK",
        "INVALID_CLIENT, APPLICATION_ALARM",
        "WRONG_CLIENT, APPLICATION_ALARM",
        "INVALID_REQUEST, PARK",
        "INVALID_SCOPE, PARK",
        "INSUFFICIENT_SCOPE, PARK",
        "PAYMENT_REQUIRED, PARK_AND_PROBE",
        "NOT_INSTALLED, PARK",
        "SOMETHING_NEW, RETRY_LATER"
    })
    void shouldDecideWhatARefusedRefreshLeadsTo(String code, Disposition disposition) {
        assertThat(Dispositions.ofRefresh(new Refused(code, false))).isEqualTo(disposition);
    }

    @ParameterizedTest
    @CsvSource({
        "SOMETHING_NEW, PARK_AND_PROBE",
        "BAD_VERIFICATION_CODE, PARK_AND_PROBE",
        "HTTP_404, PARK_AND_PROBE",
        "NOT_JSON, PARK_AND_PROBE",
        "INVALID_GRANT, PARK",
        "WRONG_CLIENT, APPLICATION_ALARM"
    })
    void shouldParkAfterADayOfNothingButWhatNobodyKnows(String code, Disposition disposition) {
        assertThat(Dispositions.ofRefresh(new Refused(code, true))).isEqualTo(disposition);
    }
}
