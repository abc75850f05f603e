using Plumb.Core.Functions;

namespace Plumb.Engine.Functions.Strings;

/// <summary><c>lower</c>, <c>upper</c> and <c>title</c>.</summary>
internal static class CaseFunctions
{
    internal static Function CreateLower() => TextFunction.Create("lower", "Turns all letters into lower case, in any script that has it.", LetterCase.ToLower);

    internal static Function CreateUpper() => TextFunction.Create("upper", "Turns all letters into upper case, in any script that has it.", LetterCase.ToUpper);

    internal static Function CreateTitle() => TextFunction.Create("title", "Turns the first letter of each word into title case and leaves the others as they are.", LetterCase.ToTitle);
}
