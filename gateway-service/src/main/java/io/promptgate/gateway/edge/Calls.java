package io.promptgate.gateway.edge;

import io.promptgate.common.error.ApiException;

/** What the edge hands requests on to. Each call answers the request, be it with an error, and never throws. */
public interface Calls {

    /** Whether the gateway is stopping: then every request is {@link #turnAway turned away}. */
    boolean stopping();

    /** Tells a client to go elsewhere. */
    void turnAway(Incoming incoming);

    /** {@code POST /v1/chat/completions}; the body has not been read yet. */
    void chat(Incoming incoming);

    /** {@code GET /v1/models}. */
    void models(Incoming incoming);

    /** {@code GET /v1/models/{id}}. */
    void model(Incoming incoming, String id);

    /** {@code GET /info}: the project, in which both types are alike. */
    void info(Incoming incoming);

    /** {@code GET /tokens}. */
    void tokens(Incoming incoming);

    /** {@code GET /endpoints}. */
    void endpoints(Incoming incoming);

    /** A path or method that is none of the API's, whoever asks. */
    void nothing(Incoming incoming, ApiException answer);
}
