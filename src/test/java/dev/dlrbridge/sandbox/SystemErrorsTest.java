package dev.dlrbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.sandbox.answer.ErrorStatuses;
import dev.dlrbridge.sandbox.answer.Fault;
import dev.dlrbridge.sandbox.portal.RequestLimit;
import dev.dlrbridge.testing.PortalSettingsBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemErrorsTest extends SandboxTestBase {
    @ParameterizedTest
    @CsvSource({
        "expired_token,401,401",
        "invalid_token,401,401",
        "NO_AUTH_FOUND,401,401",
        "CONNECTION_ERROR,401,401",
        "ERROR_OAUTH,401,401",
        "NOT_INSTALLED,401,401",
        "APPLICATION_NOT_FOUND,401,401",
        "PAYMENT_REQUIRED,401,401",
        "ACCESS_DENIED,401,403",
        "OVERLOAD_LIMIT,401,503",
        "insufficient_scope,401,403",
        "authorization_error,401,401",
        "user_access_error,401,403",
        "ERROR_METHOD_NOT_FOUND,404,404",
        "QUERY_LIMIT_EXCEEDED,503,503",
        "OPERATION_TIME_LIMIT,429,429",
        "INTERNAL_SERVER_ERROR,500,500",
        "ERROR_UNEXPECTED_ANSWER,500,500",
        "ERROR_CORE,400,400",
        "ERROR_ARGUMENT,400,400",
        "INVALID_REQUEST,400,400",
        "PORTAL_DELETED,403,500",
        "INVALID_CREDENTIALS,403,403",
        "METHOD_CONFIRM_WAITING,401,401",
        "METHOD_CONFIRM_DENIED,403,403",
        "SOMETHING_NEW,400,400"
    })
    void shouldAnswerEachCodeWithTheStatusOfCodeOrDocs(String code, int status, int statusInDocs) {
        portal.faults().add(Fault.error(code));
        assertThat(outcome(call("profile", ""))).isEqualTo(status + " " + code);

        open(PortalSettingsBuilder.portal(MEMBER).statuses(ErrorStatuses.DOCS).limit(RequestLimit.none()));
        assertThat(outcome(call("profile", ""))).isEqualTo(statusInDocs + " " + code);
    }

    @ParameterizedTest
    @CsvSource({"CODE,401", "DOCS,403"})
    void shouldGiveThePortalsOwnRefusalsTheStatusOfCodeOrDocs(ErrorStatuses statuses, int expected) {
        open(PortalSettingsBuilder.portal(MEMBER)
                .statuses(statuses)
                .scope("crm")
                .limit(RequestLimit.none()));

        assertThat(outcome(call(UPDATE, update("sent")))).isEqualTo(expected + " insufficient_scope");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"kind\":\"error\",\"error\":\"ACCESS_DENIED\"} | REST is available only on commercial plans",
                "{\"kind\":\"command-error\",\"error\":\"ACCESS_DENIED\"} | Access denied!",
                "{\"kind\":\"error\",\"error\":\"ERROR_OAUTH\",\"description\":\"\"} | ''",
                "{\"kind\":\"error\",\"error\":\"ERROR_OAUTH\",\"description\":\"other\"} | other",
            })
    void shouldTellTheUsualTextUnlessToldAnother(String fault, String text) {
        control("PUT", "portals/" + MEMBER + "/faults", "[" + fault + "]");

        assertThat(json(call("profile", "")).path("error_description").asText()).isEqualTo(text);
    }

    @Test
    void shouldRefuseEverythingWhileNotPaid() {
        open(PortalSettingsBuilder.portal(MEMBER).paid(false));

        assertThat(outcome(call("profile", ""))).isEqualTo("401 PAYMENT_REQUIRED");
    }
}
