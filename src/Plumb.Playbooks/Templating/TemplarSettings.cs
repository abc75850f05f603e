using Plumb.Jinja;
using Plumb.Playbooks.Templating.Controller;

namespace Plumb.Playbooks.Templating;

/// <summary>What templates may reach beyond their variables: the configuration of the run and the ports to the controller.</summary>
public sealed record TemplarSettings
{
    /// <summary>Whether what a template makes keeps its type whatever it is (<c>jinja2_native</c>).</summary>
    public bool Native { get; init; }

    /// <summary>Extensions of the language that are switched on (<c>jinja2_extensions</c>).</summary>
    public JinjaExtensions Extensions { get; init; }

    public JinjaLimits Limits { get; init; } = new() { Time = TimeSpan.FromMinutes(5) };

    /// <summary>The directory of the playbook: where files are looked for last, and where processes run.</summary>
    public string BaseDirectory { get; init; } = "/";

    public IControllerFiles Files { get; init; } = NoController.Instance;

    public IControllerProcesses Processes { get; init; } = NoController.Instance;

    public IControllerWeb Web { get; init; } = NoController.Instance;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The value of an environment variable, or null.</summary>
    public Func<string, string?> Environment { get; init; } = _ => null;

    public ITemplateConfiguration? Configuration { get; init; }

    /// <summary>The names of the hosts that patterns stand for, of groups by name with the names of their hosts.</summary>
    public Func<IReadOnlyDictionary<string, IReadOnlyList<string>>, IReadOnlyList<string>, IReadOnlyList<string>>? MatchHosts { get; init; }

    /// <summary>Told what the user should know but the play goes on after.</summary>
    public Action<string> Warn { get; init; } = _ => { };

    /// <summary>Text that a template file's <c>ansible_managed</c> is made of (<c>DEFAULT_MANAGED_STR</c>).</summary>
    public string ManagedText { get; init; } = "Ansible managed";

    /// <summary>The filters, tests and lookups that people wrote; null where they have no part in it.</summary>
    internal ITemplatePlugins? Plugins { get; init; }

    /// <summary>How long a process that a lookup starts may run.</summary>
    public TimeSpan ProcessLimit { get; init; } = TimeSpan.FromMinutes(10);
}
