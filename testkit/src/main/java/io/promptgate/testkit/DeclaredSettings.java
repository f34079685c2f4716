package io.promptgate.testkit;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The settings that a service's code and its {@code application.properties} ask for, by environment variable. */
public final class DeclaredSettings {
    private static final String PREFIX = "promptgate.";
    private static final Pattern REFERRED = Pattern.compile("\\$\\{(promptgate\\.[a-z.-]+)");
    private static final Path PROPERTIES = Path.of("src/main/resources/application.properties");

    private DeclaredSettings() {}

    /**
     * Those of the service whose module is the working directory. A provider's key in a name is {@code X}.
     *
     * @param packages where its classes are
     */
    public static Set<String> in(String... packages) throws IOException {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(packages);
        Stream<String> inCode = classes.stream().flatMap(type -> Stream.concat(mapped(type), injected(type)));
        Stream<String> inProperties =
                REFERRED.matcher(Files.readString(PROPERTIES)).results().map(found -> found.group(1));
        return Stream.concat(inCode, inProperties)
                .filter(name -> name.startsWith(PREFIX))
                .map(DeclaredSettings::variable)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> mapped(JavaClass type) {
        return type.isAnnotatedWith(ConfigMapping.class)
                ? ConfigMappings.getProperties(ConfigClass.configClass(type.reflect())).keySet().stream()
                : Stream.empty();
    }

    private static Stream<String> injected(JavaClass type) {
        Stream<String> fields = type.getFields().stream()
                .flatMap(field -> field.tryGetAnnotationOfType(ConfigProperty.class).stream())
                .map(ConfigProperty::name);
        Stream<String> parameters = type.getCodeUnits().stream()
                .map(JavaCodeUnit::getParameters)
                .flatMap(all -> all.stream())
                .flatMap(parameter -> parameter.tryGetAnnotationOfType(ConfigProperty.class).stream())
                .map(ConfigProperty::name);
        return Stream.concat(fields, parameters);
    }

    private static String variable(String property) {
        return property.replace("[*]", "")
                .replace("*", "X")
                .replaceAll("[^A-Za-z0-9]", "_")
                .toUpperCase(Locale.ROOT);
    }
}
