namespace Layers.Tests;

/// <summary>The entry <c>layers.json</c>: it restores settings for which Keras has no place; a copy that does not belong to the file is
/// ignored, with a reason.</summary>
public sealed class ExtraStateTests
{
    private TempFolder _folder = null!;
    private string _path = null!;
    private Sequential _model = null!;
    private TensorData _rows = null!;

    [SetUp]
    public void Save()
    {
        _folder = new TempFolder();
        _path = _folder.At("model.keras");
        var normalization = new Normalization { MissingValues = MissingValues.Ignore, ConstantFeatures = ConstantFeatures.Keras };
        // Time stamps, whose float32 mean is off by up to 64 s; a constant; and a feature with a missing value.
        _rows = new double[,] { { 1_770_000_000, 5, 1 }, { 1_770_000_600, 5, double.NaN }, { 1_770_003_600, 5, 4 } };
        normalization.Adapt(_rows);
        _model = new Sequential { new Input(3, DType.Float64), normalization };
        _model.Save(_path);
    }

    [TearDown]
    public void Delete()
    {
        _model.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void StatisticsAndPolicies_AreRestored()
    {
        using var loaded = Model.Load(_path);
        var (before, after) = ((Normalization)_model.Layers[0], (Normalization)loaded.Layers[0]);
        Assert.That(loaded.LoadReport!.Warnings, Is.Empty);
        Assert.That((after.MissingValues, after.ConstantFeatures), Is.EqualTo((MissingValues.Ignore, ConstantFeatures.Keras)));
        Assert.That(after.Report!.ToString(), Is.EqualTo(before.Report!.ToString()));
        foreach (var (ours, theirs) in after.Report.Features.Zip(before.Report.Features)) Assert.That(ours, Is.EqualTo(theirs));
        Assert.That(Mismatch.IsBitwiseEqual(loaded.Predict(_rows), _model.Predict(_rows)));
    }

    [Test]
    public void AFileWithoutIt_OpensAsWell_AndCentresWithTheFloat32Mean()
    {
        EditedArchive.Edit(_path, _folder.At("without.keras"), "layers.json", _ => null);
        using var loaded = Model.Load(_folder.At("without.keras"));
        var layer = (Normalization)loaded.Layers[0];
        Assert.That(loaded.LoadReport!.Warnings, Is.Empty);
        Assert.That((layer.IsAdapted, layer.Report), Is.EqualTo((true, (AdaptReport?)null)));
        Assert.That((layer.MissingValues, layer.ConstantFeatures), Is.EqualTo((MissingValues.Throw, ConstantFeatures.UnitVariance)));
        var mean = ((Normalization)_model.Layers[0]).Mean!.AsSpan<float>()[0];
        var deviation = Math.Sqrt(((Normalization)_model.Layers[0]).Variance!.AsSpan<float>()[0]);
        Assert.That(Mismatch.Doubles(loaded.Predict(_rows))[0], Is.EqualTo((1_770_000_000 - (double)mean) / deviation).Within(1e-6));
    }

    [Test]
    public void AChangedConfig_MakesItStale()
    {
        EditedArchive.Edit(_path, _folder.At("edited.keras"), "config.json",
            text => text.Replace("\"invert\":false", "\"invert\": false", StringComparison.Ordinal));
        LeavesItOut("edited.keras", "changed the model after it was written");
    }

    [Test]
    public void ChangedWeights_MakeItStale()
    {
        EditedArchive.EditBytes(_path, _folder.At("edited.keras"), "model.weights.h5", bytes =>
        {
            // The variance of the third feature, 2.25, becomes 9.
            var at = bytes.AsSpan().IndexOf(BitConverter.GetBytes(2.25f));
            Assert.That(at, Is.Positive);
            BitConverter.TryWriteBytes(bytes.AsSpan(at), 9f);
            return bytes;
        });
        using var loaded = LeavesItOut("edited.keras", "changed the model after it was written");
        Assert.That(((Normalization)loaded.Layers[0]).Variance!.AsSpan<float>()[2], Is.EqualTo(9));
    }

    [TestCase("\"version\":1", "\"version\":2", "version 2")]
    [TestCase("\"rows\":3", "\"rows\":-3", "rows")]
    [TestCase("\"count\":[3,3,2]", "\"count\":[3,3]", "mean")]
    [TestCase("\"count\":[3,3,2]", "\"count\":[3,3,7]", "feature 2")]
    [TestCase("\"missing_values\":\"ignore\"", "\"missing_values\":\"perhaps\"", "left out")]
    [TestCase("{\"version\"", "{\"version", "left out")]
    [TestCase("{\"version\":1", "[1", "left out")]
    public void UnreadableEntries_AreIgnored_WithTheReason(string from, string to, string reason)
    {
        EditedArchive.Edit(_path, _folder.At("edited.keras"), "layers.json", text =>
        {
            Assert.That(text, Does.Contain(from));
            return text.Replace(from, to, StringComparison.Ordinal);
        });
        LeavesItOut("edited.keras", reason).Dispose();
    }

    [Test]
    public void GarbageInItsPlace_IsLeftOut()
    {
        EditedArchive.EditBytes(_path, _folder.At("edited.keras"), "layers.json", _ => [0xFF, 0x00, 0x7B]);
        LeavesItOut("edited.keras", "left out").Dispose();
    }

    [Test]
    public void ALayerWithoutStatistics_KeepsItsPolicies()
    {
        EditedArchive.Edit(_path, _folder.At("without.keras"), "layers.json", _ => null);
        using var loaded = Model.Load(_folder.At("without.keras"));
        ((Normalization)loaded.Layers[0]).MissingValues = MissingValues.Propagate;
        loaded.Save(_folder.At("again.keras"));
        using var again = Model.Load(_folder.At("again.keras"));
        Assert.That(((Normalization)again.Layers[0]).MissingValues, Is.EqualTo(MissingValues.Propagate));
        Assert.That(((Normalization)again.Layers[0]).Report, Is.Null);
    }

    private Model LeavesItOut(string name, string reason)
    {
        var loaded = Model.Load(_folder.At(name));
        Assert.That(loaded.LoadReport.Lines(), Has.Count.EqualTo(1));
        Assert.That(loaded.LoadReport.Lines()[0], Does.Contain("layers.json").And.Contain(reason).IgnoreCase);
        Assert.That(((Normalization)loaded.Layers[0]).Report, Is.Null);
        Assert.That(loaded.Predict((TensorData)new double[1, 3]).Shape.ToString(), Is.EqualTo("[1, 3]"));
        return loaded;
    }
}
