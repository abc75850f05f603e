using System.Globalization;
using Plumb.Cli.Arguments.Gnu;
using Plumb.Cli.Rendering.Plays;
using Plumb.Cli.Session;
using Plumb.Core.Diagnostics;
using Plumb.Jinja;
using Plumb.Operations.Running;
using Plumb.Playbooks.Callbacks;
using Plumb.Playbooks.Configuration;
using Plumb.Playbooks.Inventory;
using Plumb.Playbooks.Inventory.Patterns;
using Plumb.Playbooks.PythonPlugins;
using Plumb.Playbooks.Strategies;
using Plumb.Playbooks.Strategies.Records;
using Plumb.Playbooks.Strategies.Running;
using Plumb.Playbooks.Templating;
using Plumb.Playbooks.Templating.Controller;
using Plumb.Playbooks.Variables;
using Plumb.Playbooks.Vault;

namespace Plumb.Cli.Commands.Playbooks.Plays;

/// <summary>Prepares a run from a command line: configuration, secrets, inventory, output.</summary>
internal sealed class PlaySession
{
    private int _told;

    private PlaySession(Terminal terminal, GnuArguments arguments, AnsibleSettings configuration, DiagnosticBag diagnostics, PlayOutput output)
    {
        (Terminal, Arguments, Configuration, Diagnostics, Output) = (terminal, arguments, configuration, diagnostics, output);
        Prompt = new TerminalPrompt(terminal, TimeProvider.System);
        Settings = new RunSettings();
        Vault = VaultSecrets.None;
    }

    public Terminal Terminal { get; }

    public GnuArguments Arguments { get; }

    public AnsibleSettings Configuration { get; }

    public DiagnosticBag Diagnostics { get; }

    public PlayOutput Output { get; }

    public IPlayPrompt Prompt { get; }

    public RunSettings Settings { get; private set; }

    public VaultSecrets Vault { get; private set; }

    public PlayInventory? Inventory { get; private set; }

    /// <summary>The plugins in Python that people wrote. The engine ends them with the run.</summary>
    public UserPlugins? Plugins { get; private set; }

    /// <summary>What hosts are through with; owned by the command that runs plays.</summary>
    public RunRecord Record { get; set; } = RunRecord.None;

    /// <summary>What is shown while the run goes on, on a terminal.</summary>
    public PlayProgress? Progress { get; set; }

    /// <summary>The session, with its faults in <see cref="Diagnostics"/>.</summary>
    /// <param name="onlyLooks">Whether no host is reached, so that nobody is asked how to log in.</param>
    public static async Task<PlaySession> OpenAsync(Terminal terminal, GnuArguments arguments, bool onlyLooks, CancellationToken cancellation)
    {
        var diagnostics = new DiagnosticBag();
        var configuration = AnsibleSettings.Load(new RunEnvironment(terminal.Environment, terminal.WorkingDirectory), diagnostics);
        var session = new PlaySession(terminal, arguments, configuration, diagnostics, OutputOf(terminal, arguments, configuration));
        if (terminal.Program.IsPeer) session.TellOfProgram();
        await session.PrepareAsync(onlyLooks, cancellation).ConfigureAwait(false);
        return session;
    }

    public CallbackSettings CallbackSettings => new()
    {
        ShowSkipped = Configuration.Flag("DISPLAY_SKIPPED_HOSTS"),
        ShowOk = Option("defaults.display_ok_hosts", "ANSIBLE_DISPLAY_OK_HOSTS", true),
        FailuresToErrors = Option("defaults.display_failed_stderr", "ANSIBLE_DISPLAY_FAILED_STDERR", false),
        ShowCustomStatistics = Configuration.Flag("SHOW_CUSTOM_STATS"),
        ShowHostStarts = Option("defaults.show_per_host_start", "ANSIBLE_SHOW_PER_HOST_START", false),
        MarkChecks = Option("defaults.check_mode_markers", "ANSIBLE_CHECK_MODE_MARKERS", false),
        ShowPlaceOfFailures = Option("defaults.show_task_path_on_failure", "ANSIBLE_SHOW_TASK_PATH_ON_FAILURE", false),
        ShowArguments = Configuration.Flag("DISPLAY_ARGS_TO_STDOUT"),
        ShowActionWarnings = Configuration.Flag("ACTION_WARNINGS"),
        AsYaml = Configuration.FindOption("defaults.callback_result_format", "ANSIBLE_CALLBACK_RESULT_FORMAT") == "yaml",
        Pretty = Configuration.FindOption("defaults.callback_format_pretty", "ANSIBLE_CALLBACK_FORMAT_PRETTY") is { } pretty ? IsTrue(pretty) : null,
        DiffContext = (int)Configuration.Number("DIFF_CONTEXT"),
        IsCheck = Settings.Check,
    };

    /// <summary>The columns that a level of the json callback is indented by; nothing goes over several lines where there are none.</summary>
    public int JsonIndent => int.TryParse(Configuration.FindOption("defaults.json_indent", "ANSIBLE_JSON_INDENT"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var indent) ? indent : 4;

    /// <summary>The engine for playbooks of a folder.</summary>
    public PlayEngine Engine(string folder, IReadOnlyList<PlayCallback> callbacks) => new(new EngineParts(Settings, Configuration, Inventory ?? throw new InvalidOperationException("the session has faults"), Output, Diagnostics)
    {
        Connectors = Connectors.All(Terminal, TimeProvider.System),
        OverCommands = Connectors.OverCommands(Terminal),
        Operations = OperationTable.Builtin,
        Callbacks = callbacks,
        Prompt = Prompt,
        Vault = Vault,
        Libraries = [.. Arguments.Values(PlayOptions.ModulePath).SelectMany(p => p.Split(':', StringSplitOptions.RemoveEmptyEntries)).Select(p => Path.GetFullPath(p, Terminal.WorkingDirectory))],
        Record = Record,
        FactCache = FactCaches.Of(Configuration, Output, Plugins),
        Templates = Templates(),
        Plugins = Plugins,
    }, folder);

    private TemplarSettings Templates()
    {
        var controller = new HostController(Connectors.Local(Terminal, TimeProvider.System).Host(), Vault);
        return new TemplarSettings
        {
            Environment = Terminal.Environment,
            ManagedText = Configuration.Text("DEFAULT_MANAGED_STR") ?? "Ansible managed",
            Configuration = new SettingsConfiguration(Configuration),
            Files = controller,
            Processes = controller,
            Web = new HttpController(),
            Extensions = Extensions(),
            MatchHosts = (groups, patterns) => GroupedHosts.Match(Configuration, groups, patterns),
        };
    }

    /// <summary>Shows what changes, as our own output does; others do so where they are told to.</summary>
    public void ShowDifferences() => Settings = Settings with { Diff = true };

    private JinjaExtensions Extensions()
    {
        var known = JinjaExtensions.None;
        foreach (var name in Configuration.List("DEFAULT_JINJA2_EXTENSIONS"))
        {
            known |= name.Trim() switch
            {
                "jinja2.ext.do" => JinjaExtensions.Do,
                "jinja2.ext.loopcontrols" => JinjaExtensions.LoopControls,
                "jinja2.ext.i18n" => JinjaExtensions.Translation,
                "jinja2.ext.debug" => JinjaExtensions.Debug,
                _ => JinjaExtensions.None,
            };
        }
        return known;
    }

    /// <summary>Says who runs and by which configuration, to those who ask for more.</summary>
    private void TellOfProgram()
    {
        Output.Verbose(2, PeerVersionText.Of(Terminal.Program.Command, Terminal).TrimEnd('\n'));
        Output.Verbose(1, Configuration.ConfigFile is { } file ? $"Using {file} as config file" : "No config file found; using defaults");
    }

    /// <summary>Says that there is nobody but this machine, to those who ask for more than it.</summary>
    public void WarnOfEmptyInventory(string pattern)
    {
        if (Configuration.Flag("LOCALHOST_WARNING") && pattern is not ("localhost" or "127.0.0.1" or "::1"))
            Output.Warn("provided hosts list is empty, only localhost is available. Note that the implicit localhost does not match 'all'");
    }

    /// <summary>Tells warnings that came since the last time.</summary>
    public void TellWarnings()
    {
        foreach (var diagnostic in Diagnostics.Skip(_told).Where(d => d.Severity == Severity.Warning)) PeerFault.Warn(Output, diagnostic);
        _told = Diagnostics.Count;
    }

    /// <summary>Warnings so far were told another way.</summary>
    public void LeaveWarnings() => _told = Diagnostics.Count;

    private async Task PrepareAsync(bool onlyLooks, CancellationToken cancellation)
    {
        // In the peer's order: whoever answers from a script counts on it.
        var passwords = onlyLooks ? new RunPasswords(null, null) : await RunPasswords.AskAsync(Arguments, Configuration, Prompt, Diagnostics, cancellation).ConfigureAwait(false);
        var loader = new VaultSecretLoader(Configuration, (question, token) => Prompt.AskAsync(question, isSecret: true, token), Diagnostics);
        var sources = new VaultSecretSources(Arguments.Values(PlayOptions.VaultId), Arguments.Values(PlayOptions.VaultPasswordFile), Arguments.Has(PlayOptions.AskVaultPass) || Configuration.Flag("DEFAULT_ASK_VAULT_PASS"));
        if (await loader.LoadAsync(sources, cancellation).ConfigureAwait(false) is not { } secrets) return;
        Vault = secrets;
        var extra = ExtraVariables.Read(Arguments.Values(PlayOptions.ExtraVars), Vault, Terminal.WorkingDirectory, Diagnostics);
        Settings = RunSettingsReader.Read(Arguments, Configuration, passwords, extra);
        Plugins = new UserPlugins(Configuration, Vault, Output, cancellation) { CommandLine = PluginCommandLine.Of(Arguments, Settings) };
        // Plugins beside playbooks may have a part in the inventory.
        foreach (var playbook in Arguments.Operands.Select(p => Path.GetFullPath(p, Terminal.WorkingDirectory)).Where(File.Exists)) Plugins.AddFolder(Path.GetDirectoryName(playbook) ?? "/");
        if ((Arguments.Value(PlayOptions.PlaybookDir) ?? Configuration.Text("PLAYBOOK_DIR")) is { } ownFolder) Plugins.AddFolder(Path.GetFullPath(ownFolder, Terminal.WorkingDirectory));
        IReadOnlyList<string> hosts = Arguments.Has(PlayOptions.Inventory) ? Arguments.Values(PlayOptions.Inventory) : Configuration.InventorySources;
        var inventory = await InventoryLoader.LoadAsync(hosts, Configuration, Vault, Diagnostics, extra, cancellation, Plugins).ConfigureAwait(false);
        Settings = Settings with { InventorySources = inventory.Sources };
        var limit = Settings.Limit is { } text ? HostLimit.Parse(text, Diagnostics) : null;
        if (!Diagnostics.HasErrors) Inventory = new PlayInventory(inventory, limit, Diagnostics);
    }

    private bool Option(string place, string variable, bool otherwise) => Configuration.FindOption(place, variable) is { } text ? IsTrue(text) : otherwise;

    private static bool IsTrue(string text) => text.ToLowerInvariant() is "true" or "yes" or "on" or "1" or "y" or "t";

    private static PlayOutput OutputOf(Terminal terminal, GnuArguments arguments, AnsibleSettings configuration) => new(terminal.Out, terminal.Error)
    {
        Verbosity = RunSettingsReader.VerbosityOf(arguments, configuration),
        UseColor = !configuration.Flag("ANSIBLE_NOCOLOR") && (terminal.UseColor || configuration.Flag("ANSIBLE_FORCE_COLOR")),
        Log = OutputLog.Open(configuration, TimeProvider.System, terminal.Error.Write),
        Width = terminal.CanRedraw ? Math.Max(79, terminal.Size().Width - 1) : 79,
        ShowDeprecations = configuration.Flag("DEPRECATION_WARNINGS"),
        ShowSystemWarnings = configuration.Flag("SYSTEM_WARNINGS"),
    };
}
