using Plumb.Playbooks.Yaml;

namespace Plumb.Playbooks.Configuration;

/// <summary>The settings that the code asks for, by what they mean.</summary>
public sealed partial class AnsibleSettings
{
    public RunEnvironment Environment => _environment;

    public int Forks => (int)Number("DEFAULT_FORKS");

    /// <summary>Seconds until a connection counts as failed.</summary>
    public int Timeout => (int)Number("DEFAULT_TIMEOUT");

    /// <summary>Seconds a task may take; 0 is no limit.</summary>
    public int TaskTimeout => (int)Number("TASK_TIMEOUT");

    public int PollInterval => (int)Number("DEFAULT_POLL_INTERVAL");

    public IReadOnlyList<string> InventorySources => List("DEFAULT_HOST_LIST");

    public IReadOnlyList<string> RolesPath => List("DEFAULT_ROLES_PATH");

    public IReadOnlyList<string> CollectionsPaths => List("COLLECTIONS_PATHS");

    public bool HostKeyChecking => Flag("HOST_KEY_CHECKING");

    public string? RemoteUser => Text("DEFAULT_REMOTE_USER");

    public string? RemotePort => Text("DEFAULT_REMOTE_PORT");

    public string? PrivateKeyFile => Text("DEFAULT_PRIVATE_KEY_FILE");

    public string Transport => Text("DEFAULT_TRANSPORT") ?? "smart";

    public bool Become => Flag("DEFAULT_BECOME");

    public string BecomeMethod => Text("DEFAULT_BECOME_METHOD") ?? "sudo";

    public string BecomeUser => Text("DEFAULT_BECOME_USER") ?? "root";

    public string Gathering => Text("DEFAULT_GATHERING") ?? "implicit";

    public string Strategy => Text("DEFAULT_STRATEGY") ?? "linear";

    public bool MergesDictionaries => Text("DEFAULT_HASH_BEHAVIOUR") == "merge";

    public bool InjectsFacts => Flag("INJECT_FACTS_AS_VARS");

    public bool JinjaNative => Flag("DEFAULT_JINJA2_NATIVE");

    public bool AnyErrorsFatal => Flag("ANY_ERRORS_FATAL");

    public bool ForceHandlers => Flag("DEFAULT_FORCE_HANDLERS");

    public DuplicateKeys DuplicateKeyRule => Text("DUPLICATE_YAML_DICT_KEY") switch
    {
        "error" => DuplicateKeys.Error,
        "ignore" => DuplicateKeys.Ignore,
        _ => DuplicateKeys.Warn,
    };

    public IReadOnlyList<string> VariablePrecedence => List("VARIABLE_PRECEDENCE");

    public IReadOnlyList<string> YamlExtensions => List("YAML_FILENAME_EXTENSIONS");

    public string VaultIdentity => Text("DEFAULT_VAULT_IDENTITY") ?? "default";

    public bool VaultLabelsMustMatch => Flag("DEFAULT_VAULT_ID_MATCH");
}
