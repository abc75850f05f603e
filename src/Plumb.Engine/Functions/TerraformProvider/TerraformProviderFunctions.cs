using Plumb.Core.Functions;

namespace Plumb.Engine.Functions.TerraformProvider;

/// <summary>The functions of the provider that is built into the engine, called as <c>provider::terraform::encode_expr</c>.</summary>
public static class TerraformProviderFunctions
{
    public static IReadOnlyList<Function> All() =>
    [
        DecodeTfVarsFunction.Create(),
        EncodeFunctions.CreateEncodeExpr(),
        EncodeFunctions.CreateEncodeTfVars(),
    ];
}
