package io.promptgate.deploy.kubernetes;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Checks an object against its schema: unknown fields, missing required fields and wrong types are errors.
 *
 * <p>For Kubernetes' own kinds by the models that its Java client generates from the OpenAPI document, which check
 * themselves; for the Gateway API and the Prometheus operator by fabric8's, read without their tolerance.
 */
final class Schema {
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new NoLeftOvers())
            .build();

    // registers the client's own types: quantities, times, numbers or texts
    static {
        new JSON();
    }

    private Schema() {}

    /**
     * @throws IllegalArgumentException what is wrong with it, or that there is no schema for it
     */
    static void check(JsonNode object) {
        try {
            checkKind(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void checkKind(JsonNode object) throws IOException {
        switch (object.path("apiVersion").asText() + " " + object.path("kind").asText()) {
            case "v1 Namespace" -> check(object, V1Namespace::validateJsonElement, V1Namespace.class);
            case "v1 ServiceAccount" -> check(object, V1ServiceAccount::validateJsonElement, V1ServiceAccount.class);
            case "v1 ConfigMap" -> check(object, V1ConfigMap::validateJsonElement, V1ConfigMap.class);
            case "v1 Service" -> check(object, V1Service::validateJsonElement, V1Service.class);
            case "apps/v1 Deployment" -> check(object, V1Deployment::validateJsonElement, V1Deployment.class);
            case "apps/v1 StatefulSet" -> check(object, V1StatefulSet::validateJsonElement, V1StatefulSet.class);
            case "autoscaling/v2 HorizontalPodAutoscaler" ->
                check(object, V2HorizontalPodAutoscaler::validateJsonElement, V2HorizontalPodAutoscaler.class);
            case "policy/v1 PodDisruptionBudget" ->
                check(object, V1PodDisruptionBudget::validateJsonElement, V1PodDisruptionBudget.class);
            case "networking.k8s.io/v1 NetworkPolicy" ->
                check(object, V1NetworkPolicy::validateJsonElement, V1NetworkPolicy.class);
            case "networking.k8s.io/v1 Ingress" -> check(object, V1Ingress::validateJsonElement, V1Ingress.class);
            case "gateway.networking.k8s.io/v1 HTTPRoute" -> STRICT.treeToValue(object, HTTPRoute.class);
            case "monitoring.coreos.com/v1 ServiceMonitor" -> STRICT.treeToValue(object, ServiceMonitor.class);
            case String kind -> throw new IllegalArgumentException("no schema for " + kind);
        }
    }

    /** Fields by the validation, the types of numbers by reading them. */
    private static void check(JsonNode object, Validation validation, Class<?> type) throws IOException {
        validation.check(JsonParser.parseString(object.toString()));
        JSON.deserialize(object.toString(), type);
    }

    private interface Validation {
        void check(JsonElement json) throws IOException;
    }

    /** Fields that a model does not know are errors, not additional properties. */
    private static final class NoLeftOvers extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }
    }
}
