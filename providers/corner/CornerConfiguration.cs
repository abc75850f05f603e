using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Core.Values;
using Plumb.Provider.Authoring;
using Plumb.Provider.Requests;
using Plumb.Provider.Schemas;

namespace Plumb.Plugins.Corner;

/// <summary>Takes anything, and remembers under which name it was configured.</summary>
internal sealed class CornerConfiguration : ProviderConfiguration
{
    public override Schema Schema { get; } = new(0, new BlockSchema { Attributes = [Arguments.Optional("name", DataType.String), Arguments.Optional("secret", DataType.String).Sensitive()] });

    public override ValueTask<ConfiguredClient> ConfigureAsync(ObjectValue config, ConfigureRequest request, ProviderSession session, CancellationToken cancellation) =>
        new(new ConfiguredClient(new CornerClient(config.TextOf("name") ?? ""))
        {
            Deferral = config["name"] is UnknownValue && request.DeferralAllowed ? DeferralReason.ProviderConfigUnknown : null,
        });
}

internal sealed record CornerClient(string Name);

internal static class CornerFunctions
{
    public static IReadOnlyList<Function> All { get; } =
    [
        new()
        {
            Name = "join_all",
            Summary = "Joins texts.",
            Description = "Joins texts. The first argument goes between them.",
            Parameters = [new Parameter("separator", DataType.String)],
            VariadicParameter = new Parameter("texts", DataType.String) { AllowNull = true },
            ReturnType = Function.Returns(DataType.String),
            Body = call =>
            {
                CrashingProvider.Reach("function");
                return Value.String(string.Join(((StringValue)call[0]).Text, call.Arguments.Skip(1).OfType<StringValue>().Select(t => t.Text)));
            },
        },
        new()
        {
            Name = "same",
            Parameters = [new Parameter("anything", DataType.Dynamic) { AllowNull = true }],
            ReturnType = Function.Returns(DataType.Dynamic),
            Body = call => call[0],
        },
        new()
        {
            Name = "refuse",
            Parameters = [new Parameter("first", DataType.String), new Parameter("second", DataType.String)],
            ReturnType = Function.Returns(DataType.String),
            Body = call => call.Fail(1, "the second is not to my liking"),
        },
    ];
}
