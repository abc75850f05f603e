using Plumb.Playbooks.Strategies.Tasks;

namespace Plumb.Playbooks.Strategies.Running;

/// <summary>Whether a play gathers facts of a host at its start.</summary>
internal static class GatheringPolicy
{
    public static bool Gathers(BatchRun run, string host)
    {
        var keyword = run.Batch.Play.Config.Keywords["gather_facts"];
        var written = keyword is null ? null : KeywordValues.Boolean(run.Services.Templar.Render(keyword.Value, run.Services.Scopes.Template(run.Services.Scopes.ForPlay(run.Batch.Play))));
        var implied = written ?? true;
        return run.Services.Settings.Gathering switch
        {
            "explicit" => written ?? false,
            "smart" => implied && run.Services.Stores.Of(host).Facts?.ContainsKey("_ansible_facts_gathered") != true,
            _ => implied,
        };
    }
}
