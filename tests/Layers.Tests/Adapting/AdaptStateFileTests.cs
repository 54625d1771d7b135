using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Layers.Testing;

namespace Layers.Tests;

/// <summary>The file of a state: it is read to the last bit, and a damaged, edited or foreign file is refused with a message.</summary>
public sealed class AdaptStateFileTests
{
    private TempFolder _folder = null!;
    private string _path = null!;
    private AdaptState _state = null!;

    [SetUp]
    public void Save()
    {
        _folder = new TempFolder();
        _path = _folder.At("state.json");
        _state = State(new double[,] { { 1_770_000_000, 5, 0.1 }, { 1_770_000_600, 5, double.NaN }, { 1_770_003_600, 5, 1e-300 } });
        _state.Save(_path);
    }

    [TearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public void Load_GivesEveryBitBack() => Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        var values = new double[12];
        // Any bits of a number whose square is finite.
        for (var i = 0; i < values.Length; i++) values[i] = (random.NextDouble() - 0.5) * Math.Pow(2, random.Next(-1000, 500));
        values[0] = -0.0;
        var state = (NumericState)State(TensorData.Of(values, [4, 3]));
        state.Save(_folder.At("any.json"));
        var loaded = (NumericState)AdaptState.Load(_folder.At("any.json"));
        return loaded.Rows == state.Rows && Enumerable.Range(0, 3).All(f => loaded.Statistics[f].Equals(state.Statistics[f]));
    }).Hold();

    [Test]
    public void ALoadedState_TeachesAndMerges()
    {
        var loaded = AdaptState.Load(_path);
        Assert.That(loaded.ToString(), Is.EqualTo(_state.ToString()));
        Assert.That(loaded.Merge(_state).Rows, Is.EqualTo(6));
        var layer = new Normalization { MissingValues = MissingValues.Ignore };
        Assert.That(layer.Adapt(loaded).Rows, Is.EqualTo(3));
        Assert.That(layer.Update(new double[,] { { 1_770_000_000, 5, 2 } }).Rows, Is.EqualTo(4));
    }

    [Test]
    public void Parts_MergeFromTheirFiles()
    {
        string[] files = [_path, _folder.At("other.json")];
        State(new double[,] { { 1, 2, 3 } }).Save(files[1]);
        Assert.That(AdaptState.Merge(files.Select(AdaptState.Load)).Rows, Is.EqualTo(4));
    }

    [Test]
    public void Save_ReplacesAFile_AndLeavesNothingBeside()
    {
        State(new float[,] { { 1 } }).Save(_path);
        Assert.That(AdaptState.Load(_path).Rows, Is.EqualTo(1));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(_path)!), Is.EqualTo(new[] { _path }));
    }

    [Test]
    public void Save_ThatFails_LeavesTheFileThatWasThere()
    {
        Assert.That(() => _state.Save(_folder.At("no/such/folder.json")), Throws.InstanceOf<IOException>());
        Assert.That(() => _state.Save(""), Throws.ArgumentException);
        Assert.That(AdaptState.Load(_path).Rows, Is.EqualTo(3));
    }

    [Test]
    public void BlanksAndLineEnds_DoNoHarm()
    {
        File.WriteAllText(_path, File.ReadAllText(_path).Replace(",", ",\r\n  ", StringComparison.Ordinal));
        Assert.That(AdaptState.Load(_path).ToString(), Is.EqualTo(_state.ToString()));
    }

    [TestCase("\"count\":[3,3,2]", "\"count\":[3,3,1]", "edited")]
    [TestCase("\"rows\":3", "\"rows\":4", "edited")]
    [TestCase("\"rows\":3", "\"rows\":-3", "rows")]
    [TestCase("\"rows\":3", "\"rows\":99999999999999999999", "damaged")]
    [TestCase("\"rows\":3", "\"rows\":\"three\"", "damaged")]
    [TestCase("\"count\":[3,3,2]", "\"count\":[3,3,4]", "feature 2")]
    [TestCase("\"count\":[3,3,2]", "\"count\":[3,3]", "2 features")]
    [TestCase("\"count\":[3,3,2]", "\"count\":[3,3,[2]]", "damaged")]
    [TestCase("\"sizes\":[3]", "\"sizes\":[4]", "3 features on axes whose sizes make 4")]
    [TestCase("\"sizes\":[3]", "\"sizes\":[-3]", "a size of -3")]
    [TestCase("\"sizes\":[3]", "\"sizes\":[3,1]", "1 axis with 2 sizes")]
    [TestCase("\"axes\":[1]", "\"axes\":[2]", "axis 2")]
    [TestCase("\"axes\":[1]", "\"axes\":[-1]", "axis -1")]
    [TestCase("\"rank\":2", "\"rank\":2000000000", "a rank of 2000000000")]
    [TestCase("\"rank\":2", "\"rnk\":2", "a rank of -1")]
    [TestCase("\"version\":1", "\"version\":2", "version 2")]
    [TestCase("\"version\":1", "\"version\":1.5", "damaged")]
    [TestCase("\"state\"", "\"stat\"", "'state'")]
    [TestCase("layers.adapt_state", "another", "layers.adapt_state")]
    [TestCase("\"sha256\":\"", "\"sha256\":\"0", "edited")]
    public void ADamagedOrEditedFile_IsRefused_WithTheReason(string from, string to, string part)
    {
        var text = File.ReadAllText(_path);
        Assert.That(text, Does.Contain(from));
        Refuses(text.Replace(from, to, StringComparison.Ordinal), part);
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("12")]
    [TestCase("PK\u0003\u0004")]
    public void AFileThatIsNotAState_IsRefused(string text) => Refuses(text, "AdaptState.Save");

    [Test]
    public void ATruncatedFile_IsRefused_AtAnyLength()
    {
        var bytes = File.ReadAllBytes(_path);
        for (var length = 0; length < bytes.Length; length += 7)
            Refuses(Encoding.UTF8.GetString(bytes.AsSpan(0, length)), "AdaptState.Save");
    }

    [Test]
    public void ADeeplyNestedFile_IsRefused() => Refuses(new string('[', 100_000), "AdaptState.Save");

    [Test]
    public void ALongerFile_IsRefusedUnread()
    {
        using (var file = File.Create(_path)) file.SetLength((1L << 30) + 1);
        Assert.That(() => AdaptState.Load(_path), Throws.TypeOf<InvalidDataException>().With.Message.Contains("have at most"));
    }

    [Test]
    public void AMissingFile_IsNamed() =>
        Assert.That(() => AdaptState.Load(_folder.At("none.json")),
            Throws.TypeOf<FileNotFoundException>().With.Message.Contains("none.json"));

    private void Refuses(string text, string part)
    {
        File.WriteAllText(_path, text);
        Assert.That(() => AdaptState.Load(_path),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains(part).And.Message.Contains(_path));
    }

    // States are float64, and layers convert.
    private static AdaptState State(TensorData data) => new Normalization { MissingValues = MissingValues.Ignore }.Observe(data);
}
