using Plumb.Playbooks.Actions;
using Plumb.Playbooks.Callbacks;
using Plumb.Playbooks.Modules;
using Plumb.Playbooks.Plays.Reading;
using Plumb.Playbooks.PythonPlugins;
using Plumb.Playbooks.Strategies.Connections;
using Plumb.Playbooks.Strategies.Records;
using Plumb.Playbooks.Strategies.Results;
using Plumb.Playbooks.Templating;
using Plumb.Playbooks.Variables;
using Plumb.Playbooks.Vault;

namespace Plumb.Playbooks.Strategies.Running;

/// <summary>What all parts of a run share. It lives as long as the run.</summary>
internal sealed record RunServices(RunSettings Settings, IPlayInventory Inventory, Templar Templar, Omission Omission)
{
    public required HostStores Stores { get; init; }

    public required ConnectionPool Connections { get; init; }

    /// <summary>The ways to become another user that people wrote; null where none are used.</summary>
    public PluginBecome? Become { get; init; }

    public required ActionTable Actions { get; init; }

    /// <summary>The actions with the modules that people wrote.</summary>
    public required ActionSearch Modules { get; init; }

    public required ReadingContext Reading { get; init; }

    public required VaultSecrets Vault { get; init; }

    public required PlayOutput Output { get; init; }

    public required IReadOnlyList<PlayCallback> Callbacks { get; init; }

    public required IPlayPrompt Prompt { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Creates the temporary files of the controller.</summary>
    public string TemporaryFolder { get; init; } = Path.GetTempPath();

    public RunRecord Record { get; init; } = RunRecord.None;

    public RunStatistics Statistics { get; } = new();

    /// <summary>Hosts that failed in an earlier play or batch; they take no part any more.</summary>
    public HashSet<string> Failed { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Unreachable { get; } = new(StringComparer.Ordinal);

    public ScopeBuilder Scopes => field ??= new ScopeBuilder(this);

    /// <summary>Whether the task that the run was to start at has been met.</summary>
    public bool HasStarted { get; set; }

    public StepQuestions Steps => field ??= new StepQuestions(this);

    public GroupValues Groups => field ??= new GroupValues(Inventory);

    public void Tell(Action<PlayCallback> what)
    {
        foreach (var callback in Callbacks) what(callback);
    }
}
