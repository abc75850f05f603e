using Plumb.Operations.Data;
using Plumb.Operations.Files.Shared;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;

namespace Plumb.Operations.Packages.Repositories;

/// <summary>Keeps the sections of the files in which yum and dnf look for repositories.</summary>
internal sealed class YumRepositoryOperation : IOperation
{
    private const string Description = "description";

    /// <summary>The arguments that stand in the file under their own names.</summary>
    private static readonly IReadOnlyList<ArgumentSpec> Settings =
    [
        Flag("async", "Fetch in the background."), Text("bandwidth", "The most bytes a second."), Lines("baseurl", "The addresses of the repository."), Text("cost", "How dear it is beside others."),
        Text("countme", "Whether the host is counted.") with { Type = ArgumentType.Boolean }, Text("deltarpm_metadata_percentage", "When deltas of lists pay."), Text("deltarpm_percentage", "When deltas of packages pay."),
        Flag("enabled", "Whether it is used."), Flag("enablegroups", "Whether its groups are used."), Lines("exclude", "Packages to leave out.") with { Aliases = ["excludepkgs"] },
        Text("failovermethod", "How the next address is chosen.", "roundrobin", "priority"), Text("gpgcakey", "The key of the authority for keys."), Flag("gpgcheck", "Whether packages must be signed."),
        Lines("gpgkey", "The addresses of keys."), Flag("module_hotfixes", "Whether packages of modules are taken."), Text("http_caching", "What caches may keep.", "all", "packages", "none"),
        Text("include", "A file of further settings."), Lines("includepkgs", "The only packages to take."), Text("ip_resolve", "Which addresses are used.", "4", "6", "IPv4", "IPv6", "whatever"),
        Flag("keepalive", "Keep connections."), Text("keepcache", "Keep packages.", "0", "1"), Text("metadata_expire", "When lists are too old."),
        Text("metadata_expire_filter", "For which commands they are.", "never", "read-only:past", "read-only:present", "read-only:future"), Text("metalink", "The address of a list of addresses."),
        Text("mirrorlist", "The address of a list of mirrors."), Text("mirrorlist_expire", "When that is too old."), Text("password", "The password for the repository.") with { NoLog = true },
        Text("priority", "Which repository wins."), Flag("protect", "Whether others cannot replace its packages."), Text("proxy", "The proxy."), Text("proxy_password", "Its password.") with { NoLog = true },
        Text("proxy_username", "The user of the proxy."), Flag("repo_gpgcheck", "Whether lists must be signed."), Text("retries", "How often to try."), Flag("s3_enabled", "Whether it lies in S3."),
        Flag("skip_if_unavailable", "Go on without it."), Text("sslcacert", "Authorities to trust.") with { Aliases = ["ca_cert"] }, Flag("ssl_check_cert_permissions", "Look at who may read certificates."),
        Text("sslclientcert", "The client's certificate.") with { Aliases = ["client_cert"] }, Text("sslclientkey", "Its key.") with { Aliases = ["client_key"] },
        Flag("sslverify", "Whether certificates must be trusted.") with { Aliases = ["validate_certs"] }, Text("throttle", "The most bytes a second, or a part of the bandwidth."),
        Text("timeout", "Seconds to wait."), Text("ui_repoid_vars", "Variables that are shown."), Text("username", "The user of the repository."),
    ];

    public OperationSpec Spec { get; } = new("yum_repository", "Add or remove YUM repositories")
    {
        FileArguments = true,
        Arguments =
        [
            new("name", ArgumentType.Text, "The name of the section.") { Required = true },
            new(Description, ArgumentType.Text, "What people call it."),
            new("file", ArgumentType.Text, "The file's name without its ending; that of the section where none is given."),
            new("reposdir", ArgumentType.Path, "The folder of the files.") { Default = "/etc/yum.repos.d" },
            new("state", ArgumentType.Text, "Whether the repository is to be there.") { Default = "present", Choices = ["present", "absent"] },
            .. Settings,
        ],
    };

    public async ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var (arguments, files) = (context.Arguments, context.Host.Files);
        var (name, state, folder) = (arguments.RequiredText("name"), arguments.Text("state"), arguments.RequiredText("reposdir"));
        var isWanted = state == "present";
        if (isWanted && arguments["baseurl"] is not ListData && arguments.Text("metalink") is null && arguments.Text("mirrorlist") is null)
            return OperationResult.Failure("Parameter 'baseurl', 'metalink' or 'mirrorlist' is required.");
        if (isWanted && arguments.Text(Description) is null) return OperationResult.Failure("Parameter 'description' is required.");
        if (!files.IsDirectory(folder)) return OperationResult.Failure($"Repo directory '{folder}' does not exist.");
        var path = HostPath.Join(folder, $"{arguments.Text("file") ?? name}.repo");
        var file = RepositoryFile.Parse(files.ReadTextOrNull(path) ?? "");
        var before = file.Sorted();
        file.Remove(name);
        if (isWanted) file.Add(name, Section(arguments));
        var after = file.Sorted();
        var changed = before != after;
        if (changed) Save(files, path, file);
        if (files.Exists(path)) changed = await new FileSettingsWriter(context).ApplyAsync(FileSettings.From(context, path), changed, null, cancellation);
        return new OperationResult
        {
            Changed = changed,
            Values = new MapBuilder { ["repo"] = name, ["state"] = state }.Build(),
            Diffs = [new ContentDiff(before, after) { BeforeHeader = path, AfterHeader = path }],
        };
    }

    private static ArgumentSpec Text(string name, string description, params IReadOnlyList<string> choices) =>
        new(name, ArgumentType.Text, description) { Choices = [.. choices.Select(c => (DataValue)c)] };

    private static ArgumentSpec Flag(string name, string description) => new(name, ArgumentType.Boolean, description);

    private static ArgumentSpec Lines(string name, string description) => new(name, ArgumentType.List, description) { Elements = ArgumentType.Text };

    private static IEnumerable<KeyValuePair<string, string>> Section(MapData arguments)
    {
        var values = Settings.Select(s => KeyValuePair.Create(s.Name, arguments[s.Name])).Append(KeyValuePair.Create<string, DataValue?>("name", arguments[Description]));
        foreach (var (key, value) in values.OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            if (value is null or NullData) continue;
            yield return new(key, value switch
            {
                BooleanData flag => flag.Value ? "1" : "0",
                ListData list => string.Join(key is "baseurl" or "gpgkey" ? '\n' : ' ', list.Items.Select(PythonText.Str)),
                _ => PythonText.Str(value),
            });
        }
    }

    private static void Save(IHostFiles files, string path, RepositoryFile file)
    {
        if (!file.IsEmpty) files.WriteText(path, file.ToString(), new FilePlacement());
        else if (files.Exists(path)) files.Remove(path);
    }
}
