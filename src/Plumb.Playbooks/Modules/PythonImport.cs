namespace Plumb.Playbooks.Modules;

/// <summary>
/// A name that Python source imports: a module, or what stands in one; which of the two only its file tells.
/// </summary>
/// <param name="Level">The number of dots before it: how many packages up it begins.</param>
/// <param name="Module">The name after <c>import</c>, or between <c>from</c> and <c>import</c>.</param>
/// <param name="Name">What is taken out of the module, or null where the module itself is imported.</param>
/// <param name="IsOptional">Whether it does not stand at the top of the file, so that the source may do without.</param>
internal sealed record PythonImport(int Level, string Module, string? Name, bool IsOptional);
