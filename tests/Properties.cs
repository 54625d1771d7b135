using System.Globalization;
using FsCheck;
using Microsoft.FSharp.Core;

namespace Layers.Testing;

/// <summary>Runs property tests: on the same cases in every ordinary run, and on new ones if <c>LAYERS_NEW_CASES</c> has their
/// number.</summary>
/// <remarks>A failure prints the seed of its case in either mode.</remarks>
internal static class Properties
{
    private const ulong Seed = 20261129, Gamma = 7;

    public static void Hold(this Property property)
    {
        var config = Config.QuickThrowOnFailure;
        var newCases = Environment.GetEnvironmentVariable("LAYERS_NEW_CASES");
        Check.One(
            string.IsNullOrEmpty(newCases)
                ? config.WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(Seed, Gamma), FSharpOption<int>.None)))
                : config.WithMaxTest(int.Parse(newCases, CultureInfo.InvariantCulture)),
            property);
    }
}
