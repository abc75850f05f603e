using Plumb.Playbooks.Plays.Linking;
using Plumb.Playbooks.Strategies.Tasks;
using Plumb.Playbooks.Templating;
using Plumb.Playbooks.Variables;

namespace Plumb.Playbooks.Strategies.Running;

/// <summary>Stacks the levels of precedence for a task on a host: lists of references to what others share.</summary>
internal sealed class ScopeBuilder(RunServices services)
{
    private readonly DictionaryLayer _extra = new(services.Settings.ExtraVariables);

    public TaskScope ForTask(PlayBatch batch, TaskNode task, string host) => new(services.Templar, Stack(batch.Play, batch, task, host), task, host);

    /// <summary>What other hosts see of a host: nothing of the play.</summary>
    public VariableScope ForHost(string host)
    {
        var store = services.Stores.Of(host);
        return new VariableScope(
        [
            new MagicLayer(services, host, null, null, null), _extra, new SetVariablesLayer(store), new IncludedVariablesLayer(store),
            new FactsLayer(store, services.Settings.InjectsFacts), .. services.Inventory.VariablesOf(host),
        ], services.Settings.MergesDictionaries);
    }

    /// <summary>What a play sees before there are hosts.</summary>
    public VariableScope ForPlay(PlayModel play)
    {
        var magic = new MagicLayer(services, null, play, null, null);
        return new VariableScope([magic, _extra, .. RoleVariables(play), .. play.FilesFor(null, services), new DictionaryLayer(play.Variables), .. RoleDefaults(play)], services.Settings.MergesDictionaries);
    }

    public TemplateVariables Template(VariableScope scope) => new(services.Templar, scope);

    private VariableScope Stack(PlayModel play, PlayBatch? batch, TaskNode task, string host)
    {
        var store = services.Stores.Of(host);
        var layers = task.Layers;
        var magic = new MagicLayer(services, host, play, batch, task);
        List<VariableLayer> stack =
        [
            magic, _extra, .. layers.AboveFacts, new SetVariablesLayer(store), new IncludedVariablesLayer(store), .. layers.BelowFacts,
            .. RoleVariables(play), .. play.FilesFor(host, services), new DictionaryLayer(play.Variables),
            new FactsLayer(store, services.Settings.InjectsFacts), .. services.Inventory.VariablesOf(host), .. layers.Defaults, .. RoleDefaults(play),
            new ConnectionLayer(services.Settings, task, host, isImplicit: host == "localhost" && services.Inventory.IsImplicit(host)),
        ];
        var scope = new VariableScope(stack, services.Settings.MergesDictionaries);
        magic.Scope = scope;
        return scope;
    }

    private IEnumerable<VariableLayer> RoleVariables(PlayModel play) =>
        services.Settings.SharesRoleVariables ? play.PublicRoles.Reverse().SelectMany(r => r.ExportedVariables).Where(v => v.Count > 0).Select(v => new DictionaryLayer(v)) : [];

    private static IEnumerable<VariableLayer> RoleDefaults(PlayModel play) =>
        play.PublicRoles.Reverse().SelectMany(r => r.DefaultLayers).Where(v => v.Count > 0).Select(v => new DictionaryLayer(v));
}
