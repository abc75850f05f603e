using System.Globalization;
using System.Text.RegularExpressions;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts;
using Plumb.Operations.Model;
using Plumb.Operations.Text;

namespace Plumb.Operations.Network.Waiting;

/// <summary>Something that is waited for.</summary>
internal abstract class WaitCondition
{
    /// <summary>What is said if it was not met in time.</summary>
    public abstract string Timeout { get; }

    /// <summary>The groups of the match, where one was searched for.</summary>
    public ListData Groups { get; private set; } = ListData.Empty;

    public MapData NamedGroups { get; private set; } = MapData.Empty;

    public abstract ValueTask<bool> IsMetAsync(TimeSpan rest, CancellationToken cancellation);

    protected bool Matches(PythonPattern pattern, string byteText)
    {
        var match = pattern.Regex.Match(byteText);
        if (!match.Success) return false;
        Groups = new ListData([.. match.Groups.Values.Skip(1).Select(Value)]);
        NamedGroups = new MapData([.. pattern.Names.Select(n => KeyValuePair.Create(n.Key, Value(match.Groups[n.Value.ToString(CultureInfo.InvariantCulture)])))]);
        return true;
    }

    private static DataValue Value(Group group) => group.Success ? ByteText.ToText(group.Value) : DataValue.Null;
}

/// <summary>A file that is gone.</summary>
internal sealed class AbsentFile(OperationContext context, string path) : WaitCondition
{
    public override string Timeout => $"Timeout when waiting for {path} to be absent.";

    public override ValueTask<bool> IsMetAsync(TimeSpan rest, CancellationToken cancellation) => ValueTask.FromResult(!context.Host.Files.Exists(path));
}

/// <summary>A file that is there and, where a pattern is given, holds it.</summary>
internal sealed class PresentFile(OperationContext context, string path, PythonPattern? pattern) : WaitCondition
{
    public override string Timeout => pattern is null
        ? "Timeout when waiting for file " + path
        : $"Timeout when waiting for search string {context.Arguments.Text("search_regex")} in {path}";

    public override ValueTask<bool> IsMetAsync(TimeSpan rest, CancellationToken cancellation)
    {
        var files = context.Host.Files;
        try
        {
            if (files.Status(path, follow: true) is null) return ValueTask.FromResult(false);
            return ValueTask.FromResult(pattern is null || Matches(pattern, ByteText.FromBytes(files.ReadAll(path))));
        }
        catch (HostException fault) when (fault.Error is "ENOENT" or "EISDIR" || (fault.Error == "EACCES" && pattern is not null))
        {
            return ValueTask.FromResult(false);
        }
        catch (HostException fault)
        {
            throw new OperationException($"Failed to stat {path}, {fault.Message}");
        }
    }
}
