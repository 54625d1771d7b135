using System.Globalization;

namespace Layers.Samples.Tests;

/// <summary>The program of docs/skew-check.md, run as by a scheduler.</summary>
public sealed class SkewCheckTests
{
    private string _folder = "";

    [OneTimeSetUp]
    public void MakeModel()
    {
        _folder = Directory.CreateTempSubdirectory("layers-skew-").FullName;
        var random = new Random(1);
        Row[] rows = [.. Enumerable.Range(0, 1000).Select(_ => Row.Of(random))];
        var table = Table.Of(Column.Number("mass", [.. rows.Select(row => row.Mass)]),
            Column.Text("island", [.. rows.Select(row => row.Island)]));
        var space = new FeatureSpace { { "mass", new Normalization() }, { "island", new OneHotEncoding(UnknownCategory.Ignore) } };
        space.Adapt(table);
        using var model = new Sequential { space, new Dense(1) };
        model.Save(Path.Combine(_folder, "model.keras"));
    }

    [OneTimeTearDown]
    public void Remove() => Directory.Delete(_folder, recursive: true);

    [TestCase(1, 0, "Alike")]
    [TestCase(2.2, 3, "Different: 1 of 2 features")]
    public void Verdict_IsTheExitCode(double factor, int code, string verdict)
    {
        var random = new Random(2);
        var rows = Enumerable.Range(0, 300).Select(_ => Row.Of(random))
            .Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Island},{row.Mass * factor},later"));
        File.WriteAllLines(Path.Combine(_folder, "today.csv"), ["island,mass,comment", .. rows]);
        var (actual, output, error) = Run("model.keras", "today.csv");
        Assert.That(actual, Is.EqualTo(code), error);
        Assert.That(output, Does.StartWith(verdict));
        Assert.That(output, code == 0 ? Does.Not.Contain("mass") : Does.Contain("mass"));
        Assert.That(error, Is.Empty);
    }

    [Test]
    public void AColumnOfNumbersThatArrivesEmpty_IsDifferent()
    {
        var random = new Random(2);
        var rows = Enumerable.Range(0, 300).Select(_ => $"{Row.Of(random).Island},");
        File.WriteAllLines(Path.Combine(_folder, "empty.csv"), ["island,mass", .. rows]);
        var (code, output, error) = Run("model.keras", "empty.csv");
        Assert.That(code, Is.EqualTo(3), error);
        Assert.That(output, Does.Contain("mass").And.Contain("missing"));
    }

    [Test]
    public void WithoutAVerdict_ItIsAnError()
    {
        var (code, _, error) = Run("missing.keras", "today.csv");
        Assert.That(code, Is.EqualTo(1));
        Assert.That(error, Does.Contain("missing.keras"));
        Assert.That(Run("model.keras").Code, Is.EqualTo(1));
    }

    private (int Code, string Output, string Error) Run(params string[] arguments) => SampleProgram.Run("SkewCheck", _folder, arguments);

    private sealed record Row(double Mass, string Island)
    {
        public static Row Of(Random random) => new(3000 + 2000 * random.NextDouble(),
            random.Next(3) switch { 0 => "Dream", 1 => "Biscoe", _ => "Torgersen" });
    }
}
