using Plumb.Core.Addresses;
using Plumb.Core.Functions;
using Plumb.Core.Types;
using Plumb.Engine.Configuration.Model;
using Plumb.Provider.Schemas;

namespace Plumb.Engine.Configuration.References;

/// <summary>What is known of providers while references are checked. Where nothing is known, everything is taken as right.</summary>
public sealed record KnownSchemas(Func<ResourceConfig, BlockSchema?> Resources, Func<ProviderAddress, string, bool> HasFunction)
{
    public static KnownSchemas None { get; } = new(_ => null, (_, _) => true);

    /// <summary>Stands for a function that there is not, which is reported already.</summary>
    internal static Function MissingFunction { get; } = new()
    {
        Name = "missing",
        VariadicParameter = new Parameter("arguments", DataType.Dynamic) { AllowNull = true, AllowUnknown = true, AllowDynamic = true, AllowMarked = true },
        ReturnType = Function.Returns(DataType.Dynamic),
        Body = static _ => Evaluation.Poison.Value,
    };
}
