namespace Plumb.Core.Addresses;

/// <summary>An output value of a module instance: <c>module.a[0].output.x</c>, in the root <c>output.x</c>.</summary>
public sealed record OutputAddress(ModuleInstanceAddress Module, string Name)
{
    public override string ToString() => Module.IsRoot ? $"output.{Name}" : $"{Module}.output.{Name}";
}

/// <summary>An input variable of a module instance: <c>module.a[0].var.x</c>, in the root <c>var.x</c>.</summary>
public sealed record VariableAddress(ModuleInstanceAddress Module, string Name)
{
    public override string ToString() => Module.IsRoot ? $"var.{Name}" : $"{Module}.var.{Name}";
}

/// <summary>A <c>check</c> block of a module instance: <c>module.a[0].check.x</c>, in the root <c>check.x</c>.</summary>
public sealed record CheckAddress(ModuleInstanceAddress Module, string Name)
{
    public override string ToString() => Module.IsRoot ? $"check.{Name}" : $"{Module}.check.{Name}";
}
