using Plumb.Core.Diagnostics;
using Plumb.Operations.Connections;
using Plumb.Operations.Running;
using Plumb.Playbooks.Callbacks;
using Plumb.Playbooks.Configuration;
using Plumb.Playbooks.PythonPlugins;
using Plumb.Playbooks.Strategies.Records;
using Plumb.Playbooks.Strategies.Running;
using Plumb.Playbooks.Templating;
using Plumb.Playbooks.Variables;
using Plumb.Playbooks.Vault;

namespace Plumb.Playbooks.Strategies;

/// <summary>What a run of plays is made of: settings, hosts, ways to reach them, and where it speaks.</summary>
public sealed record EngineParts(RunSettings Settings, AnsibleSettings Configuration, IPlayInventory Inventory, PlayOutput Output, DiagnosticBag Diagnostics)
{
    public required IReadOnlyDictionary<string, IHostConnector> Connectors { get; init; }

    public required OperationTable Operations { get; init; }

    public required IReadOnlyList<PlayCallback> Callbacks { get; init; }

    public required IPlayPrompt Prompt { get; init; }

    /// <summary>Works on a host that a connection plugin in Python reaches, by commands alone; null where none are used.</summary>
    public Func<IHostCommands, ConnectionSettings, IHostConnection>? OverCommands { get; init; }

    /// <summary>Folders of modules that the command line names.</summary>
    public IReadOnlyList<string> Libraries { get; init; } = [];

    /// <summary>The plugins in Python that people wrote; null where none are run.</summary>
    public UserPlugins? Plugins { get; init; }

    public VaultSecrets Vault { get; init; } = VaultSecrets.None;

    public IFactCache FactCache { get; init; } = NoFactCache.Instance;

    /// <summary>What hosts are through with, for a run that goes on where this one may stop.</summary>
    public RunRecord Record { get; init; } = RunRecord.None;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What templates may use of the controller; the folder of the playbook is set by the run.</summary>
    public TemplarSettings Templates { get; init; } = new();
}
