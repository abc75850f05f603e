using System.Text.Json;
using Plumb.Engine.Applying;
using Plumb.Engine.Planning.Model;

namespace Plumb.Backends.Local.Journal;

/// <summary>An intent as a journal's record holds it: JSON with the action, the deposed key and the provider.</summary>
internal static class IntentFormat
{
    public static byte[] ToBytes(StateIntent intent) => ToBytes(Of(intent));

    public static OpenIntent Of(StateIntent intent) => new OpenIntent(intent.Address.ToString(), intent.DeposedKey, Name(intent.Action), intent.Provider.InstanceText(intent.ProviderKey), intent.IsAhead);

    public static byte[] ToBytes(OpenIntent intent)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("action", intent.Action);
            if (intent.DeposedKey is { } deposed) json.WriteString("deposed", deposed);
            json.WriteString("provider", intent.Provider);
            if (intent.IsAhead) json.WriteBoolean("ahead", true);
            json.WriteEndObject();
        }
        return stream.ToArray();
    }

    public static OpenIntent Read(string address, ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body);
        return new OpenIntent(address, Text("deposed"), Text("action") ?? "", Text("provider") ?? "", json.RootElement.TryGetProperty("ahead", out var ahead) && ahead.GetBoolean());

        string? Text(string name) => json.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
    }

    private static string Name(ChangeAction action) => action switch
    {
        ChangeAction.Create => OpenIntent.Create,
        ChangeAction.Update => "update",
        ChangeAction.Delete => OpenIntent.Delete,
        ChangeAction.DeleteThenCreate or ChangeAction.CreateThenDelete => OpenIntent.Create,
        ChangeAction.Read => "read",
        ChangeAction.Forget => "forget",
        _ => "no-op",
    };
}

/// <summary>A change that had begun when the run ended, or, where it is ahead, was to begin.</summary>
internal sealed record OpenIntent(string Address, string? DeposedKey, string Action, string Provider, bool IsAhead)
{
    public const string Create = "create";
    public const string Delete = "delete";
}
