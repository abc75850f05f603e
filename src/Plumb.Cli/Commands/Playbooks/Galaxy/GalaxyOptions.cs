using Plumb.Cli.Arguments.Gnu;
using Plumb.Packages;
using Plumb.Playbooks.Galaxy.Requirements;
using Plumb.Playbooks.Galaxy.Signatures;

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

    public static readonly GnuOption Keyring = new("--keyring", "The keys that signatures of collections are checked with.") { Value = "KEYRING" };
    public static readonly GnuOption Signature = new("--signature", "Where a signature of the collection is.") { Value = "SIGNATURES" };
    public static readonly GnuOption SignatureCount = new("--required-valid-signature-count", "How many signatures have to be good: a number or all, with a + before it where there has to be one.") { Value = "REQUIRED_VALID_SIGNATURE_COUNT" };
    public static readonly GnuOption IgnoredCode = new("--ignore-signature-status-code", "What GnuPG says of signatures that are then passed over.") { Value = "CODE" };
    public static readonly GnuOption DisableSignatures = new("--disable-gpg-verify", "Look at no signatures.");

    public static readonly GnuOption[] OfServers = [Server, Token, IgnoreCerts, Timeout, Verbose];

    public static readonly GnuOption[] OfSignatures = [Keyring, Signature, SignatureCount, IgnoredCode];

    /// <summary>The check that options and settings ask for; null where they name no keys.</summary>
    public static SignatureCheck? SignatureCheckOf(GalaxySession session, GnuArguments arguments)
    {
        var (keyring, settings) = (arguments.Value(Keyring), session.Settings);
        var hasSources = arguments.Values(Signature).Count > 0;
        if (arguments.Has(DisableSignatures) || settings.Flag("GALAXY_DISABLE_GPG_VERIFY"))
            return hasSources ? throw new FetchException("The --signature option cannot be used with --disable-gpg-verify.") : null;
        if ((keyring ?? settings.Text("GALAXY_GPG_KEYRING")) is not { Length: > 0 } path)
            return hasSources ? throw new FetchException("Signatures were provided to verify but no keyring was configured: --keyring names one.") : null;
        var full = session.Environment.Expand(path);
        if (!File.Exists(full)) throw new FetchException($"there is no keyring {full}.");
        IReadOnlyList<string> ignored = arguments.Values(IgnoredCode) is { Count: > 0 } given ? given : settings.List("GALAXY_IGNORE_INVALID_SIGNATURE_STATUS_CODES");
        var rule = new SignatureRule(full) { IgnoredCodes = ignored }.Requiring(arguments.Value(SignatureCount) ?? settings.Text("GALAXY_REQUIRED_VALID_SIGNATURE_COUNT") ?? "1");
        return new SignatureCheck(rule, session.Downloads);
    }

    /// <summary>Where signatures of a collection are beside those of the server: those of its requirement, else those of the options.</summary>
    public static IReadOnlyList<string> SignaturesOf(GalaxySession session, GnuArguments arguments, CollectionRequirement? requirement) =>
        requirement is { Signatures.Count: > 0 } ? requirement.Signatures
        : [.. arguments.Values(Signature).Select(s => s.Contains("://", StringComparison.Ordinal) ? s : new Uri(session.Environment.Expand(s)).AbsoluteUri)];
}
