using Plumb.Cli.Arguments.Gnu;

namespace Plumb.Cli.Commands.Playbooks.Galaxy;

/// <summary>Options that commands for roles and collections share.</summary>
internal static class GalaxyOptions
{
    public static readonly GnuOption Server = new("-s --server", "The Galaxy server to ask.") { Value = "API_SERVER" };
    public static readonly GnuOption Token = new("--token --api-key", "The token for the server.") { Value = "API_KEY" };
    public static readonly GnuOption IgnoreCerts = new("-c --ignore-certs", "Do not check the certificates of servers.");
    public static readonly GnuOption Timeout = new("--timeout", "Seconds to wait for a server.") { Value = "TIMEOUT" };
    public static readonly GnuOption Verbose = new("-v --verbose", "Tell more.");
    public static readonly GnuOption Force = new("-f --force", "Replace what is there.");
    public static readonly GnuOption IgnoreErrors = new("-i --ignore-errors", "Go on with the next one where one fails.");
    public static readonly GnuOption NoDependencies = new("-n --no-deps", "Leave dependencies out.") { Group = "dependencies" };
    public static readonly GnuOption ForceDependencies = new("--force-with-deps", "Replace dependencies too.") { Group = "dependencies" };
    public static readonly GnuOption RolesPath = new("-p --roles-path", "Folders of roles, separated by colons.") { Value = "ROLES_PATH" };
    public static readonly GnuOption CollectionsPath = new("-p --collections-path", "The folder of collections.") { Value = "COLLECTIONS_PATH" };
    public static readonly GnuOption RoleFile = new("-r --role-file", "A file of requirements.") { Value = "REQUIREMENTS" };
    public static readonly GnuOption RequirementsFile = new("-r --requirements-file", "A file of requirements.") { Value = "REQUIREMENTS" };
    public static readonly GnuOption Offline = new("--offline", "Ask no server.");

    public static readonly GnuOption[] OfServers = [Server, Token, IgnoreCerts, Timeout, Verbose];
}
