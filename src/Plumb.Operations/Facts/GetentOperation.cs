using Plumb.Operations.Data;
using Plumb.Operations.Model;
using Plumb.Operations.Tools;

namespace Plumb.Operations.Facts;

/// <summary>Asks the databases of the system for users, hosts and more, as facts.</summary>
internal sealed class GetentOperation : IOperation
{
    private static readonly string[] ColonDatabases = ["passwd", "shadow", "group", "gshadow"];

    public OperationSpec Spec { get; } = new("getent", "A wrapper to the unix getent utility")
    {
        Arguments =
        [
            new("database", ArgumentType.Text, "The database, such as passwd or hosts") { Required = true },
            new("key", ArgumentType.Text, "The entry to look for; all without"),
            new("service", ArgumentType.Text, "The service that is asked, instead of those that are configured"),
            new("split", ArgumentType.Text, "What divides fields"),
            new("fail_key", ArgumentType.Boolean, "Fail where the entry is not there") { Default = true },
        ],
    };

    public async ValueTask<OperationResult> RunAsync(OperationContext context, CancellationToken cancellation)
    {
        var arguments = context.Arguments;
        var (database, key) = (arguments.RequiredText("database"), arguments.Text("key"));
        string[] words = [database, .. key is null ? [] : (string[])[key], .. arguments.Text("service") is { } service ? ["-s", service] : (string[])[]];
        var outcome = await new HostTools(context.Host).AskAsync("getent", words, cancellation);
        var split = arguments.Text("split") ?? (ColonDatabases.Contains(database) ? ":" : null);
        if (outcome.ExitCode == 2 && !arguments.Flag("fail_key"))
        {
            return Facts(database, new MapBuilder { [key ?? ""] = DataValue.Null }) with { Message = "One or more supplied key could not be found in the database." };
        }
        return outcome.ExitCode switch
        {
            0 => Facts(database, Entries(outcome, split)),
            1 => OperationResult.Failure("Missing arguments, or database unknown."),
            2 => OperationResult.Failure("One or more supplied key could not be found in the database."),
            3 => OperationResult.Failure("Enumeration not supported on this database."),
            _ => OperationResult.Failure("Unexpected failure!"),
        };
    }

    private static OperationResult Facts(string database, MapBuilder entries) =>
        new() { Values = new MapBuilder { { "ansible_facts", new MapBuilder { { "getent_" + database, entries } } } }.Build() };

    // A key that comes several times has a list of its entries.
    private static MapBuilder Entries(ToolOutcome outcome, string? split)
    {
        var entries = new OrderedDictionary<string, List<DataValue>>(StringComparer.Ordinal);
        foreach (var line in outcome.Lines)
        {
            var fields = split is null ? line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) : line.Split(split);
            if (fields.Length == 0) continue;
            if (!entries.TryGetValue(fields[0], out var list)) entries[fields[0]] = list = [];
            list.Add(DataValue.Of(fields[1..]));
        }
        var map = new MapBuilder();
        foreach (var (key, values) in entries) map.Add(key, values.Count == 1 ? values[0] : new ListData(values));
        return map;
    }
}
