using System.CommandLine;
using Plumb.Cli.Arguments;
using Plumb.Cli.Rendering;
using Plumb.Cli.Session;
using Plumb.Core.Json;
using Plumb.Engine.State.Model;

namespace Plumb.Cli.Commands;

/// <summary><c>show</c>: prints the state for people.</summary>
internal static class ShowCommand
{
    public static Command Create(Terminal terminal)
    {
        var common = new CommonOptions();
        var command = new Command("show", "Show the state.") { common.NoColor, common.State };
        command.SetAction(async (parsed, cancellation) =>
        {
            var session = new ProjectSession(terminal);
            await using var disposing = session.ConfigureAwait(false);
            var store = StateAccess.Open(session, parsed.GetValue(common.State));
            await using var closing = store.ConfigureAwait(false);
            var state = await store.ReadAsync(session.Diagnostics, cancellation).ConfigureAwait(false);
            if (state is not null) Write(terminal.Out, state);
            DiagnosticText.Write(terminal, session.Diagnostics, terminal.UseColor && !parsed.GetValue(common.NoColor));
            return session.Diagnostics.HasErrors ? 1 : 0;
        });
        return command;
    }

    private static void Write(TextWriter output, StateDocument state)
    {
        if (state.IsEmpty) output.WriteLine("The state file is empty. No resources are represented.");
        foreach (var resource in state.Resources.Values.OrderBy(r => r.Address))
            foreach (var (key, instance) in resource.Instances.OrderBy(i => i.Key))
                if (instance.Current is { } current) WriteObject(output, resource, key, current);
        OutputCommand.WriteAll(output, state, heading: true);
    }

    public static void WriteObject(TextWriter output, ResourceState resource, Core.Addresses.InstanceKey key, ObjectState current)
    {
        var name = resource.Address.Resource;
        output.Write($"# {resource.Address.Instance(key)}:{(current.Status == ObjectStatus.Tainted ? " (tainted)" : "")}\n");
        output.Write($"{(name.Mode == Core.Addresses.ResourceMode.Data ? "data" : "resource")} \"{name.Type}\" \"{name.Name}\" ");
        output.Write(ValueLayout.Format(StoredValue.Of(current)));
        output.Write("\n\n");
    }
}

/// <summary>A stored object as a value without its schema, secrets marked.</summary>
internal static class StoredValue
{
    public static Core.Values.Value Of(ObjectState state)
    {
        var json = state.AttributesJson.IsEmpty ? "{}"u8.ToArray() : state.AttributesJson;
        var value = JsonValueCodec.Read(json.Span, JsonValueCodec.ImpliedType(json.Span));
        return Core.Values.ValueMarks.WithMarksAt(value, [.. state.SensitivePaths.Select(p => new Core.Values.PathMarks(p, Core.Values.MarkSet.Sensitive))]);
    }
}
