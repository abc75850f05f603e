namespace Plumb.Hcl.Decoding;

/// <summary>What a type expression is for, and so what it may say.</summary>
internal enum TypeForm
{
    /// <summary>The type of a value, said in full.</summary>
    Exact,

    /// <summary>What values are converted to: parts may be left open, attributes may be optional.</summary>
    Constraint,
}
