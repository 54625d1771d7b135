using System.Diagnostics;
using System.Globalization;

namespace Layers.ScikitLearn.Tests;

/// <summary>Tests that a changed pickle or joblib file is read, or refused with one of the two documented exceptions, in bounded
/// memory.</summary>
/// <remarks>The default run has fixed seeds and is short. <c>LAYERS_FUZZ=100000 dotnet test tests/Layers.ScikitLearn.Tests --filter
/// PickleFuzzTests</c> tries that many files with new seeds; <c>LAYERS_FUZZ_SEED=1234</c> sets the first seed.</remarks>
public sealed class PickleFuzzTests
{
    private const int Rounds = 3_000;

    // Enough for a hundred thousand instructions of the longest kind, and for the buffers of a decompressor, which are larger than any file
    // here.
    private const long MostMemory = 100_000_000;

    private static readonly string[] s_names =
        [.. PickleFixtures.Good, .. PickleFixtures.Beside, .. PickleFixtures.Hostile, .. PickleFixtures.Refused];

    private static readonly Lazy<byte[][]> s_files =
        new(() => [.. s_names.Select(PickleFixtures.Bytes), .. PickleCases.All.Select(made => made.Bytes)]);

    [Test]
    public void AChangedFile_ReadsOrIsRefused()
    {
        var (first, rounds) = Plan();
        int read = 0, refused = 0, damaged = 0;
        var (slowest, largest) = ((Ticks: 0L, Seed: 0), (Bytes: 0L, Seed: 0));
        for (var seed = first; seed < first + rounds; seed++)
        {
            var random = new Random(seed);
            var bytes = PickleMutation.Of(s_files.Value, random);
            var (start, before) = (Stopwatch.GetTimestamp(), GC.GetAllocatedBytesForCurrentThread());
            try
            {
                Walk(PickleFile.Read(bytes, "some file"));
                read++;
            }
            catch (NotSupportedException e) when (e.Message.Contains("'some file'", StringComparison.Ordinal))
            {
                refused++;
            }
            catch (InvalidDataException e) when (e.Message.Contains("'some file'", StringComparison.Ordinal))
            {
                damaged++;
            }
            catch (Exception e)
            {
                Assert.Fail($"seed {seed.ToString(CultureInfo.InvariantCulture)}: {e}");
            }
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (allocated > largest.Bytes) largest = (allocated, seed);
            var ticks = Stopwatch.GetTimestamp() - start;
            if (ticks > slowest.Ticks) slowest = (ticks, seed);
        }
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{rounds} files from seed {first}: {read} read, {refused} named what is not known, {damaged} damaged; most memory " +
                $"{largest.Bytes / 1e6:f1} MB (seed {largest.Seed}), longest " +
                $"{Stopwatch.GetElapsedTime(0, slowest.Ticks).TotalMilliseconds:f1} ms (seed {slowest.Seed})"));
        Assert.That(largest.Bytes, Is.LessThan(MostMemory), $"seed {largest.Seed.ToString(CultureInfo.InvariantCulture)}");
        Assert.That(damaged, Is.GreaterThan(rounds / 10).And.LessThan(rounds));
        Assert.That(read, Is.Positive);
    }

    // Walks the value by recursion, and visits a shared value each time it occurs.
    private static int Walk(object? value) => value switch
    {
        PickledObject known => known.Fields.Sum(field => Walk(field.Value)),
        PickledDictionary dictionary => dictionary.Entries.Sum(entry => Walk(entry.Key) + Walk(entry.Value)),
        NumpyArray { Values: object?[] and not string[] } array => ((object?[])array.Values).Sum(Walk),
        IReadOnlyList<object?> list => list.Sum(Walk),
        _ => 1,
    };

    private static (int First, int Rounds) Plan()
    {
        if (Environment.GetEnvironmentVariable("LAYERS_FUZZ") is not { Length: > 0 } rounds) return (0, Rounds);
        var seed = Environment.GetEnvironmentVariable("LAYERS_FUZZ_SEED") is { Length: > 0 } given
            ? int.Parse(given, CultureInfo.InvariantCulture) : Random.Shared.Next(1_000_000_000);
        return (seed, int.Parse(rounds, CultureInfo.InvariantCulture));
    }
}
