using System.Text;
using System.Text.Json;
using Plumb.Operations.Data;
using Plumb.Operations.Hosts;

namespace Plumb.Operations.Facts.Collectors;

/// <summary>
/// The host's own facts: files named <c>*.fact</c> of JSON or INI, or programs that print such. One that is bad is told of in its place.
/// </summary>
internal sealed class LocalFactsCollector : IFactCollector
{
    private const string Extension = ".fact";
    private const uint ExecutableByOwner = 0x40;

    public string Name => "local";

    public async ValueTask CollectAsync(FactContext context, CancellationToken cancellation)
    {
        var local = new MapBuilder();
        if (context.FactPath is { } folder)
        {
            foreach (var file in context.Files.List(folder).Where(n => n.EndsWith(Extension, StringComparison.Ordinal) && !n.StartsWith('.')))
            {
                var path = $"{folder.TrimEnd('/')}/{file}";
                local.Add(file.Replace(Extension, "", StringComparison.Ordinal), await ReadAsync(context, path, cancellation));
            }
        }
        context.Facts.Add("local", local);
    }

    private static async ValueTask<DataValue> ReadAsync(FactContext context, string path, CancellationToken cancellation)
    {
        var status = context.Files.Status(path);
        if (status is null) return Problem(context, $"Could not stat fact ({path})");
        string? text = null;
        if ((status.Mode & ExecutableByOwner) == 0)
        {
            text = context.Files.Text(path) ?? "";
        }
        else
        {
            var outcome = await RunAsync(context, path, cancellation);
            if (outcome is null) return Problem(context, $"Could not execute fact script ({path})");
            if (outcome.ExitCode != 0) return Problem(context, $"Failure executing fact script ({path}), rc: {outcome.ExitCode}, err: {Encoding.UTF8.GetString(outcome.Error)}");
            text = Encoding.UTF8.GetString(outcome.Output);
        }
        return Parse(context, path, text);
    }

    private static async ValueTask<ProcessOutcome?> RunAsync(FactContext context, string path, CancellationToken cancellation) =>
        await context.RunAsync(path, [], cancellation);

    private static DataValue Parse(FactContext context, string path, string text)
    {
        try
        {
            return DataJson.Parse(text);
        }
        catch (JsonException)
        {
            return IniFacts.Read(text) ?? Problem(context, $"error loading facts as JSON or ini - please check content: {path}");
        }
    }

    private static DataValue Problem(FactContext context, string message)
    {
        context.Warnings.Add(message);
        return DataValue.Of(message);
    }
}
