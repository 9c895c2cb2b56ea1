package dev.dlrbridge.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.bitrix24.ApiError;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DispositionsTest {

    @ParameterizedTest
    @CsvSource({
        "expired_token, 401, REFRESH",
        "invalid_token, 401, REFRESH",
        "NO_AUTH_FOUND, 401, REFRESH",
        "QUERY_LIMIT_EXCEEDED, 503, SLOW_DOWN",
        "OPERATION_TIME_LIMIT, 429, PAUSE_METHOD",
        "CONNECTION_ERROR, 401, RETRY_LATER",
        "INTERNAL_SERVER_ERROR, 500, RETRY_LATER",
        "ERROR_UNEXPECTED_ANSWER, 500, RETRY_LATER",
        "ERROR_CORE, 400, RETRY_LATER",
        "ERROR_MESSAGE_NOT_FOUND, 400, NOT_YET",
        "ERROR_MESSAGE_STATUS_INCORRECT, 400, REJECT",
        "ERROR_SENDER_VALIDATION_FAILURE, 400, REJECT",
        "ERROR_ARGUMENT, 400, REJECT",
        "ERROR_OAUTH, 401, PARK",
        "NOT_INSTALLED, 401, PARK",
        "APPLICATION_NOT_FOUND, 401, PARK",
        "PAYMENT_REQUIRED, 401, PARK",
        "OVERLOAD_LIMIT, 503, PARK",
        "insufficient_scope, 403, PARK",
        "authorization_error, 401, PARK",
        "user_access_error, 403, PARK",
        "PORTAL_DELETED, 403, PARK",
        "ERROR_METHOD_NOT_FOUND, 404, PARK",
        "INVALID_REQUEST, 400, PARK"
    })
    void shouldDecideByCodeWhateverItsCase(String code, int status, Disposition disposition) {
        assertThat(Dispositions.of(new ApiError(code, status, ""))).isEqualTo(disposition);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 401, 403, 429, 500, 503})
    void shouldNotLetTheStatusDecide(int status) {
        assertThat(Dispositions.of(new ApiError("QUERY_LIMIT_EXCEEDED", status, "")))
                .isEqualTo(Disposition.SLOW_DOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "Access denied!, REJECT",
        "REST is available only on commercial plans, PARK",
        "Access denied! Application context required, PARK",
        "Application context required, PARK"
    })
    void shouldTellTheMeaningsOfAccessDeniedApartByText(String text, Disposition disposition) {
        assertThat(Dispositions.of(new ApiError("ACCESS_DENIED", 403, text))).isEqualTo(disposition);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "SOMETHING_NEW"})
    void shouldTryAgainLaterWhenNobodyKnowsTheCode(String code) {
        assertThat(Dispositions.of(new ApiError(code, 400, ""))).isEqualTo(Disposition.RETRY_LATER);
    }
}
