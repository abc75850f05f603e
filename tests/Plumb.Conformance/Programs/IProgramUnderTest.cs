namespace Plumb.Conformance.Programs;

/// <summary>The command-line program that the whole-program suites run.</summary>
internal interface IProgramUnderTest
{
    /// <summary>Runs the program to its end in a folder. The input is empty unless given.</summary>
    Task<ProgramResult> RunAsync(IReadOnlyList<string> arguments, string folder, CancellationToken cancellation, string input = "");
}
