using System.Collections.Concurrent;
using System.Text.Json;
using Plumb.Cli.Rendering.Progress;
using Plumb.Core.Addresses;
using Plumb.Core.Values;
using Plumb.Engine.Planning.Model;
using Plumb.Engine.Querying;
using Plumb.Engine.Walking;

namespace Plumb.Cli.Rendering.Json;

/// <summary>
/// Tells of a run as it goes, in machine-readable messages, and counts what was done. Of what takes longer than ten
/// seconds it says so every ten seconds, until it is disposed of.
/// </summary>
internal sealed class MessageObserver : SilentObserver, IAsyncDisposable
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    private readonly MessageStream _stream;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<(ResourceInstanceAddress, string?), Ongoing> _ongoing = [];
    private int _added;
    private int _changed;
    private int _destroyed;
    private int _invoked;

    public MessageObserver(MessageStream stream, TimeProvider time) => (_stream, _time) = (stream, time);

    /// <summary>What was done so far.</summary>
    public ChangeCounts Done => new(_added, _changed, _destroyed, 0, 0) { Invoke = _invoked };

    public override void RefreshStarted(ResourceInstanceAddress address, Value prior)
    {
        if (address.Resource.Resource.Mode == ResourceMode.Data) Started(address, null, ChangeAction.Read, Value.DynamicNull);
        else Hook(address, $"{address}: Refreshing state...{Id(prior)}", "refresh_start", json => WriteId(json, prior));
    }

    public override void RefreshCompleted(ResourceInstanceAddress address, Value state)
    {
        if (address.Resource.Resource.Mode == ResourceMode.Data) Completed(address, null, ChangeAction.Read, state);
        else Hook(address, $"{address}: Refresh complete{Id(state)}", "refresh_complete", json => WriteId(json, state));
    }

    /// <summary>The peer says nothing here; the diagnostic follows.</summary>
    public override void RefreshFailed(ResourceInstanceAddress address) => End(address, null);

    public override void ApplyStarted(ResourceInstanceAddress address, string? deposedKey, ChangeAction action, Value before, Value after) => Started(address, deposedKey, action, before);

    public override void ApplyCompleted(ResourceInstanceAddress address, string? deposedKey, ChangeAction action, Value state, TimeSpan elapsed)
    {
        if (action == ChangeAction.Create) Interlocked.Increment(ref _added);
        else if (action == ChangeAction.Update) Interlocked.Increment(ref _changed);
        else if (action == ChangeAction.Delete) Interlocked.Increment(ref _destroyed);
        Completed(address, deposedKey, action, state);
    }

    public override void ApplyFailed(ResourceInstanceAddress address, string? deposedKey, ChangeAction action, TimeSpan elapsed)
    {
        var seconds = End(address, deposedKey);
        Hook(address, $"{address}: {Noun(action)} errored after {ElapsedTime.Format(seconds)}", "apply_errored", json =>
        {
            json.WriteString("action", ChangeWords.Action(action));
            json.WriteNumber("elapsed_seconds", seconds);
        });
    }

    public override void ProvisionStarted(ResourceInstanceAddress address, string provisioner) =>
        Provision(address, provisioner, $"{address}: Provisioning with '{provisioner}'...", "provision_start");

    public override void ProvisionOutput(ResourceInstanceAddress address, string provisioner, string line)
    {
        foreach (var part in line.Split('\n').Select(l => l.TrimEnd()).Where(l => l.Length > 0))
            Provision(address, provisioner, $"{address}: ({provisioner}): {part}", "provision_progress", part);
    }

    public override void ProvisionCompleted(ResourceInstanceAddress address, string provisioner, bool failed) => Provision(address, provisioner,
        $"{address}: ({provisioner}) Provisioning {(failed ? "errored" : "complete")}", failed ? "provision_errored" : "provision_complete");

    public override void EphemeralStarted(ResourceInstanceAddress address, EphemeralOperation operation) => Ephemeral(address, operation, operation switch
    {
        EphemeralOperation.Open => "Opening...",
        EphemeralOperation.Renew => "Renewing...",
        _ => "Closing...",
    }, "ephemeral_op_start");

    public override void EphemeralCompleted(ResourceInstanceAddress address, EphemeralOperation operation, bool failed) => Ephemeral(address, operation, operation switch
    {
        _ when failed => $"{Noun(operation)} errored",
        EphemeralOperation.Open => "Opening complete",
        EphemeralOperation.Renew => "Renewal complete",
        _ => "Closing complete",
    }, failed ? "ephemeral_op_errored" : "ephemeral_op_complete");

    public override void ListStarted(ResourceInstanceAddress address, Value config) => _stream.Write($"{address}: Starting query...", "list_start", json =>
    {
        json.WriteStartObject("list_start");
        json.WriteString("address", address.ToString());
        json.WriteString("resource_type", address.Resource.Resource.Type);
        json.WritePropertyName("input_config");
        ValueShapes.WriteKnown(json, config);
        json.WriteEndObject();
    });

    public override void ListFound(ResourceInstanceAddress address, FoundObject found) => _stream.Write($"{address}: Result found", "list_resource_found", json =>
    {
        json.WriteStartObject("list_resource_found");
        json.WriteString("address", address.ToString());
        json.WriteString("display_name", found.DisplayName);
        json.WritePropertyName("identity");
        ValueShapes.WriteKnown(json, found.Identity);
        json.WriteNumber("identity_version", found.IdentityVersion);
        json.WriteString("resource_type", address.Resource.Resource.Type);
        if (found.Resource is { } resource)
        {
            json.WritePropertyName("resource_object");
            ValueShapes.WriteKnown(json, resource);
        }
        json.WriteStringIfAny("config", found.Config);
        json.WriteStringIfAny("import_config", found.ImportConfig);
        json.WriteEndObject();
    });

    public override void ListCompleted(ResourceInstanceAddress address, int total) => _stream.Write($"{address}: List complete", "list_complete", json =>
    {
        json.WriteStartObject("list_complete");
        json.WriteString("address", address.ToString());
        json.WriteString("resource_type", address.Resource.Resource.Type);
        json.WriteNumber("total", total);
        json.WriteEndObject();
    });

    public override void ActionStarted(ActionInvocation action) => Action(action, $"Action started: {ActionJson.Label(action)}", "action_start");

    public override void ActionProgress(ActionInvocation action, string message) => Action(action, $"{ActionJson.Label(action)} - {message}", "action_progress", json => json.WriteString("message", message));

    public override void ActionCompleted(ActionInvocation action, string? fault)
    {
        if (fault is null)
        {
            Interlocked.Increment(ref _invoked);
            Action(action, $"Action complete: {ActionJson.Label(action)}", "action_complete");
        }
        else Action(action, $"Action errored: {ActionJson.Label(action)} - {fault}", "action_errored", json => json.WriteString("error", fault));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var ongoing in _ongoing.Values) await ongoing.Timer.DisposeAsync().ConfigureAwait(false);
        _ongoing.Clear();
    }

    private void Started(ResourceInstanceAddress address, string? deposedKey, ChangeAction action, Value before)
    {
        Hook(address, $"{address}: {Verb(action)}...{Id(before)}", "apply_start", json =>
        {
            json.WriteString("action", ChangeWords.Action(action));
            WriteId(json, before);
        });
        var startedAt = _time.GetTimestamp();
        var timer = _time.CreateTimer(_ => Progress(address, action, Seconds(startedAt)), null, Heartbeat, Heartbeat);
        _ongoing[(address, deposedKey)] = new Ongoing(startedAt, timer);
    }

    private void Completed(ResourceInstanceAddress address, string? deposedKey, ChangeAction action, Value state)
    {
        var seconds = End(address, deposedKey);
        Hook(address, $"{address}: {Noun(action)} complete after {ElapsedTime.Format(seconds)}{Id(state)}", "apply_complete", json =>
        {
            json.WriteString("action", ChangeWords.Action(action));
            WriteId(json, state);
            json.WriteNumber("elapsed_seconds", seconds);
        });
    }

    private void Progress(ResourceInstanceAddress address, ChangeAction action, long seconds)
    {
        var verb = Verb(action);
        Hook(address, $"{address}: Still {char.ToLowerInvariant(verb[0])}{verb[1..]}... [{ElapsedTime.Format(seconds)} elapsed]", "apply_progress", json =>
        {
            json.WriteString("action", ChangeWords.Action(action));
            json.WriteNumber("elapsed_seconds", seconds);
        });
    }

    private long End(ResourceInstanceAddress address, string? deposedKey)
    {
        if (!_ongoing.TryRemove((address, deposedKey), out var ongoing)) return 0;
        ongoing.Timer.Dispose();
        return Seconds(ongoing.StartedAt);
    }

    private long Seconds(long startedAt) => (long)Math.Round(_time.GetElapsedTime(startedAt).TotalSeconds);

    private void Provision(ResourceInstanceAddress address, string provisioner, string message, string type, string? output = null) => Hook(address, message, type, json =>
    {
        json.WriteString("provisioner", provisioner);
        if (output is not null) json.WriteString("output", output);
    });

    private void Ephemeral(ResourceInstanceAddress address, EphemeralOperation operation, string words, string type) =>
        Hook(address, $"{address}: {words}", type, json => json.WriteString("action", Name(operation)));

    private void Hook(ResourceInstanceAddress address, string message, string type, Action<Utf8JsonWriter> content) => _stream.Write(message, type, json =>
    {
        json.WriteStartObject("hook");
        AddressJson.WriteResource(json, "resource", address);
        content(json);
        json.WriteEndObject();
    });

    private void Action(ActionInvocation action, string message, string type, Action<Utf8JsonWriter>? content = null) => _stream.Write(message, type, json =>
    {
        json.WriteStartObject("hook");
        AddressJson.WriteResource(json, "action", action.Address);
        if (action.Cause is { } cause) ActionJson.WriteCause(json, cause);
        content?.Invoke(json);
        json.WriteEndObject();
    });

    private static void WriteId(Utf8JsonWriter json, Value value)
    {
        if (ObjectLabel.IdOf(value) is not { } id) return;
        json.WriteString("id_key", id.Attribute);
        json.WriteString("id_value", id.Text);
    }

    private static string Id(Value value) => ObjectLabel.IdOf(value) is { } id ? $" [{id}]" : "";

    private static string Verb(ChangeAction action) => action switch
    {
        ChangeAction.Create => "Creating",
        ChangeAction.Update => "Modifying",
        ChangeAction.Delete => "Destroying",
        ChangeAction.Read => "Refreshing",
        ChangeAction.Forget => "Removing",
        _ => "Applying",
    };

    private static string Noun(ChangeAction action) => action switch
    {
        ChangeAction.Create => "Creation",
        ChangeAction.Update => "Modifications",
        ChangeAction.Delete => "Destruction",
        ChangeAction.Read => "Refresh",
        ChangeAction.Forget => "Removal",
        _ => "Apply",
    };

    private static string Noun(EphemeralOperation operation) => operation switch
    {
        EphemeralOperation.Open => "Opening",
        EphemeralOperation.Renew => "Renewal",
        _ => "Closing",
    };

    private static string Name(EphemeralOperation operation) => operation switch
    {
        EphemeralOperation.Open => "open",
        EphemeralOperation.Renew => "renew",
        _ => "close",
    };

    private sealed record Ongoing(long StartedAt, ITimer Timer);
}
