using System.Globalization;
using System.Runtime.CompilerServices;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Plugins.Corner;

/// <summary>Finds as many tracked objects as it is told to, and warns or fails on the way where it is told to.</summary>
internal sealed class TrackedList : ListResource
{
    public override string Type => "corner_tracked";

    public override Schema Schema { get; } = new(0, new BlockSchema
    {
        Attributes = [Arguments.Optional("amount", DataType.Number), Arguments.Optional("prefix", DataType.String), Arguments.Optional("fails_after", DataType.Number)],
        Blocks = [new NestedBlockSchema("filter", NestingMode.List, new BlockSchema { Attributes = [Arguments.Required("name", DataType.String)] })],
    });

    public override ValueTask<IReadOnlyList<ProviderDiagnostic>> ValidateAsync(ValidateCall call, CancellationToken cancellation) =>
        new(call.Config.TextOf("prefix") == "" ? [ProviderDiagnostic.Error("Empty prefix", "The prefix must not be empty.", ValuePath.Root.Attribute("prefix"))] : []);

    public override async IAsyncEnumerable<ListedResource> ListAsync(ListCall call, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var prefix = call.Config.TextOf("prefix") ?? call.Session.Client<CornerClient>().Name;
        for (var i = 1; i <= (call.Config.WholeNumberOf("amount") ?? 2); i++)
        {
            await Task.Yield();
            var serial = string.Create(CultureInfo.InvariantCulture, $"{prefix}{i}");
            var identity = Value.Object([KeyValuePair.Create<string, Value>("serial", Value.String(serial))]);
            var resource = call.Request.IncludeResource ? Value.Object([KeyValuePair.Create<string, Value>("id", Value.String(serial)), KeyValuePair.Create<string, Value>("text", Value.String($"object {serial}"))]) : null;
            yield return new ListedResource($"Object {serial}", identity) { Resource = resource };
            if (i == call.Config.WholeNumberOf("fails_after"))
            {
                yield return new ListedResource("", null) { Diagnostics = [ProviderDiagnostic.Error("Lost the thread", "No more objects could be read.")] };
                yield break;
            }
        }
    }
}

/// <summary>Says what it is told to, word by word, into a file if there is one; refuses, waits, puts off or fails where it is told to.</summary>
internal sealed class Shout : ProviderAction
{
    public override string Type => "corner_shout";

    public override Schema Schema { get; } = new(0, new BlockSchema
    {
        Attributes = [Arguments.Required("words", DataType.String), Arguments.Optional("file", DataType.String), Arguments.Optional("how", DataType.String), Arguments.Optional("secret", DataType.String).Sensitive()],
    });

    public override ValueTask<IReadOnlyList<ProviderDiagnostic>> ValidateAsync(ValidateCall call, CancellationToken cancellation) =>
        new(call.Config.TextOf("words") == "" ? [ProviderDiagnostic.Error("Nothing to say", "There must be words.", ValuePath.Root.Attribute("words"))] : []);

    public override ValueTask<PlanActionResponse> PlanAsync(ActionCall call, CancellationToken cancellation) => new(call.Config.TextOf("how") switch
    {
        "refuse" => new PlanActionResponse { Diagnostics = [ProviderDiagnostic.Error("Refused", "This will not be said.")] },
        "warn" => new PlanActionResponse { Diagnostics = [ProviderDiagnostic.Warning("Loud", "This will be heard.")] },
        "later" when call.Request.DeferralAllowed => new PlanActionResponse { Deferred = DeferralReason.AbsentPrerequisite },
        _ => PlanActionResponse.Ok,
    });

    public override async ValueTask<IReadOnlyList<ProviderDiagnostic>> InvokeAsync(ActionCall call, Func<string, ValueTask> progress, CancellationToken cancellation)
    {
        foreach (var word in (call.Config.TextOf("words") ?? "").Split(' ')) await progress(word.ToUpperInvariant());
        if (call.Config.TextOf("how") == "fail") return [ProviderDiagnostic.Error("Hoarse", "The voice failed.")];
        if (call.Config.TextOf("file") is { } file) await File.AppendAllTextAsync(file, call.Config.TextOf("words") + "\n", cancellation);
        return [];
    }
}
