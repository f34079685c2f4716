package io.promptgate.service.access;

/** What an action reaches, and so whose role counts. */
public enum Reach {
    /** Something that belongs to the installation: a role that is valid everywhere is needed. */
    EVERYWHERE,
    /** The project that the path names as {@code {uuid}}: a role in it is enough; a foreign project is not there. */
    PROJECT,
    /** A list of which each caller sees its own part: any role anywhere is enough. The resource leaves out the rest. */
    OWN_PART,
    /** What services say to each other: the service key alone. */
    SERVICES
}
