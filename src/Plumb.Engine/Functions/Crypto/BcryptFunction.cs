using Plumb.Core.Functions;
using Plumb.Core.Passwords;
using Plumb.Core.Types;
using Plumb.Core.Values;
using System.Text;

namespace Plumb.Engine.Functions.Crypto;

/// <summary><c>bcrypt</c>: the hash of a password, with a new salt at every call.</summary>
internal static class BcryptFunction
{
    private const int DefaultCost = 10;

    internal static Function Create(FunctionContext context) => new()
    {
        Name = "bcrypt",
        Description = "Computes the bcrypt hash of a password, of at most 72 bytes, with a random salt. While planning it is unknown.",
        Parameters = [new Parameter("str", DataType.String)],
        VariadicParameter = new Parameter("cost", DataType.Number),
        ReturnType = Function.Returns(DataType.String),
        RefineResult = Function.NeverNull,
        IsPure = false,
        Body = call => context.IsPlanning ? call.UnknownResult() : Hash(call, context),
    };

    private static Value Hash(FunctionCall call, FunctionContext context)
    {
        var cost = (long)DefaultCost;
        if (call.Count > 1 && !call.TryWholeNumberAt(1, out cost, out var problem)) return call.Fail($"the cost {problem}");
        if (call.Count > 2) return call.Fail("takes a password and at most one cost");
        if (cost > Bcrypt.MaxCost) return call.Fail($"a cost of {cost} is too high; the highest is {Bcrypt.MaxCost}");
        if (cost < Bcrypt.MinCost) cost = DefaultCost;

        var password = Encoding.UTF8.GetBytes(call.TextAt(0));
        if (password.Length > Bcrypt.MaxPasswordLength) return call.Fail($"the password is longer than {Bcrypt.MaxPasswordLength} bytes");
        Span<byte> salt = stackalloc byte[Bcrypt.SaltLength];
        context.FillRandom(salt);
        return Value.String(Bcrypt.Hash(password, salt, (int)cost));
    }
}
