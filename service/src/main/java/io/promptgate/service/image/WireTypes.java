package io.promptgate.service.image;

import java.lang.reflect.Executable;
import org.graalvm.nativeimage.hosted.Feature;
import org.graalvm.nativeimage.hosted.RuntimeReflection;

/**
 * Keeps what JSON is read into and written from by reflection: every record and enum of ours that a program can reach.
 * So a new one needs no list. Runs within the builder of native programs alone.
 */
public final class WireTypes implements Feature {
    private static final String OURS = "io.promptgate.";

    @Override
    public void beforeAnalysis(BeforeAnalysisAccess access) {
        access.registerSubtypeReachabilityHandler((_, type) -> keep(type), Record.class);
        access.registerSubtypeReachabilityHandler((_, type) -> keep(type), Enum.class);
    }

    private static void keep(Class<?> type) {
        if (!type.getName().startsWith(OURS)) {
            return;
        }
        RuntimeReflection.register(type);
        RuntimeReflection.register(executables(type.getDeclaredConstructors()));
        RuntimeReflection.register(executables(type.getDeclaredMethods()));
        RuntimeReflection.register(type.getDeclaredFields());
        if (type.isRecord()) {
            RuntimeReflection.registerAllRecordComponents(type);
        }
    }

    private static Executable[] executables(Executable[] all) {
        return all;
    }
}
