using Plumb.Playbooks.Strategies.Results;

namespace Plumb.Playbooks.Callbacks;

/// <summary>Writes each host's result to a file of its name.</summary>
public sealed class TreeCallback(string folder) : PlayCallback
{
    public override void TaskCompleted(TaskResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, result.Host.Replace('/', '_')), ResultJson.Write(ResultValues.WithoutInternals(ShownResult.Of(result))));
    }
}
