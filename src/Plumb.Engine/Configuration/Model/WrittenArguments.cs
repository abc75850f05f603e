namespace Plumb.Engine.Configuration.Model;

/// <summary>Which arguments a block writes out, for those whose absence and default must be told apart: an override changes only what it writes.</summary>
[Flags]
internal enum WrittenArguments
{
    None = 0,
    Description = 1 << 0,
    Type = 1 << 1,
    Sensitive = 1 << 2,
    Ephemeral = 1 << 3,
    Nullable = 1 << 4,
    Source = 1 << 5,
}
