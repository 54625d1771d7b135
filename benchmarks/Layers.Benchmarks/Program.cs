using System.Runtime.CompilerServices;
using BenchmarkDotNet.Running;
using Layers.Benchmarks;

if (args is [var way, var path] && Child.Run(way, path)) return 0;
switch (args)
{
    case ["ratios", .. var parts] when !parts.Except(Ratios.Parts).Any():
        Ratios.Run(Console.Out, parts);
        return 0;
    case ["compare", var before, var after, .. var parts] when !parts.Except(Ratios.Parts).Any():
        Comparison.Run(Console.Out, before, after, parts);
        return 0;
    case ["plots", .. var folder]:
        Plots.Draw(folder is [var only] ? only : "docs");
        return 0;
    case ["crossing"]:
        Crossing.Run(Console.Out);
        return 0;
    case ["micro", .. var rest]:
        Micro(rest);
        return 0;
    default:
        Console.Error.WriteLine($"""
            Usage: one of
              ratios [parts]   the table of benchmarks/README.md; some of {string.Join(", ", Ratios.Parts)}
              compare BEFORE AFTER [parts]   the same of two builds of this program (Layers.Benchmarks.dll), in turns
              plots [folder]   how cost grows, as docs/speed-*.png
              crossing         where the two engines cross, by weights and rows
              micro            BenchmarkDotNet, with its own arguments after it
            """);
        return 2;
}

// This is a separate method, so that a process that is measured as a whole does not load BenchmarkDotNet.
[MethodImpl(MethodImplOptions.NoInlining)]
static void Micro(string[] rest) =>
    BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(rest.Length == 0 ? ["--filter", "*"] : rest);
