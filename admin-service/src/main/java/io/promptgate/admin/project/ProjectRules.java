package io.promptgate.admin.project;

import io.promptgate.admin.http.Names;
import io.promptgate.admin.http.Rule;
import io.promptgate.common.config.ProjectType;
import io.promptgate.service.problem.ProblemException;

/** What projects may be, and what only some of them may have. */
final class ProjectRules {
    static final Rule ENV = Rule.line(64);
    static final String NO_METADATA = "{}";
    static final String TYPE_STAYS = "is set when the project is made and never changes";

    private ProjectRules() {}

    static boolean isWrapper(ProjectEntity project) {
        return project.projectType.equals(Names.of(ProjectType.AI_WRAPPER));
    }

    static ProblemException onlyWrapper(ProjectEntity project, String what) {
        return ProblemException.refused("Project " + project.uuid + " is of type " + project.projectType + "; " + what
                + " exist only in projects of type " + Names.of(ProjectType.AI_WRAPPER) + ".");
    }
}
