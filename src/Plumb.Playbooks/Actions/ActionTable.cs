using Plumb.Operations.Running;
using Plumb.Playbooks.Plays.Reading;

namespace Plumb.Playbooks.Actions;

/// <summary>The visible list of what the controller does itself. Every other operation goes to the host as it is.</summary>
internal sealed class ActionTable
{
    /// <summary>Names that the engine itself reads.</summary>
    private static readonly string[] OfEngine = ["include", "include_tasks", "include_role", "import_tasks", "import_role", "import_playbook", "meta"];

    /// <summary>Older names of operations.</summary>
    private static readonly string[] Renamed = ["systemd_service", "yum"];

    private static readonly IReadOnlyList<IAction> Own =
    [
        new AddHostAction(),
        new AssembleAction(),
        new AssertAction(),
        new AsyncStatusAction(),
        new CopyAction(),
        new DebugAction(),
        new FailAction(),
        new FetchAction(),
        new GatherFactsAction(),
        new GroupByAction(),
        new IncludeVarsAction(),
        new PackageAction(),
        new PauseAction(),
        new RebootAction(),
        new ScriptAction(),
        new ServiceAction(),
        new SetFactAction(),
        new SetStatsAction(),
        new TemplateAction(),
        new UnarchiveAction(),
        new UriAction(),
        new ValidateArgumentSpecAction(),
        new WaitForConnectionAction(),
    ];

    private readonly Dictionary<string, IAction> _byName;

    public ActionTable(OperationTable operations)
    {
        _byName = Own.ToDictionary(a => a.Name, StringComparer.Ordinal);
        foreach (var operation in operations.Operations)
        {
            foreach (var name in (IEnumerable<string>)[operation.Spec.Name, .. operation.Spec.OtherNames])
            {
                var full = operation.Spec.Collection is "ansible.builtin" or "" ? name : $"{operation.Spec.Collection}.{name}";
                _byName.TryAdd(full, new OperationAction(name));
                // Modules that once were the peer's own are still found by their short name.
                _byName.TryAdd(name, new OperationAction(name));
            }
        }
        Names = new HashSet<string>([.. OfEngine, .. Renamed, .. _byName.Keys], StringComparer.Ordinal);
    }

    public IReadOnlySet<string> Names { get; }

    public bool RunsOnce(string name) => _byName.TryGetValue(name, out var action) && action.RunsOnce;

    public IAction Find(string name) => _byName.GetValueOrDefault(ActionNames.Operation(name)) ?? new OperationAction(ActionNames.Operation(name));
}
