using Layers.Tests.Training;

namespace Layers.Tests;

/// <summary>A model as a folder: the entries of the archive without the zip file.</summary>
public sealed class FolderTests
{
    private static readonly float[,] s_rows = { { 1, 2, 3, 4 }, { -1, 0, 0.5f, 2 } };

    [Test]
    public void AModel_IsSavedAsAFolder_AndOpened()
    {
        using var folder = new TempFolder();
        using var model = Trained();
        model.Save(folder.At("model"), zipped: false);
        Assert.That(Directory.GetFiles(folder.At("model")).Select(Path.GetFileName),
            Is.EquivalentTo(new[] { "metadata.json", "config.json", "model.weights.h5", "layers.json" }));
        using var loaded = Model.Load(folder.At("model"));
        Assert.That(loaded.LoadReport!.Warnings, Is.Empty);
        Assert.That(loaded.Predict(s_rows), Is.EqualTo(model.Predict(s_rows)));
        Assert.That(((Normalization)loaded.Layers[0]).Report, Is.Not.Null);
        Assert.That(loaded.Optimizer!.Iterations, Is.EqualTo(model.Optimizer!.Iterations));
    }

    [Test]
    public void SavingAgain_ReplacesTheFolder_AndLeavesNothingBesideIt()
    {
        using var folder = new TempFolder();
        using (var model = Trained()) model.Save(folder.At("model"), zipped: false);
        using var other = new Sequential { new Input(2), new Rescaling(3) };
        other.Save(folder.At("model") + Path.DirectorySeparatorChar, zipped: false);
        using var loaded = Model.Load(folder.At("model"));
        Assert.That(loaded.Predict(new float[,] { { 1, 2 } }), Is.EqualTo(new float[,] { { 3, 6 } }));
        Assert.That(Directory.GetFileSystemEntries(Path.GetDirectoryName(folder.At("model"))!), Is.EqualTo(new[] { folder.At("model") }));
    }

    [Test]
    public void AFolderThatHoldsMore_AndAFile_AreNotReplaced()
    {
        using var folder = new TempFolder();
        using var model = Trained();
        Directory.CreateDirectory(folder.At("thesis"));
        File.WriteAllText(folder.At("thesis/chapter1.txt"), "It was");
        File.WriteAllText(folder.At("file"), "It was");
        Assert.That(() => model.Save(folder.At("thesis"), zipped: false),
            Throws.TypeOf<IOException>().With.Message.Contains("chapter1.txt"));
        Assert.That(() => model.Save(folder.At("file"), zipped: false), Throws.TypeOf<IOException>());
        Assert.That(File.ReadAllText(folder.At("thesis/chapter1.txt")), Is.EqualTo("It was"));
        Assert.That(Directory.GetFileSystemEntries(Path.GetDirectoryName(folder.At("file"))!), Has.Length.EqualTo(2));
    }

    [Test]
    public void ASaveThatFails_LeavesTheOldFolderWhole()
    {
        using var folder = new TempFolder();
        using (var model = Trained()) model.Save(folder.At("model"), zipped: false);
        var before = File.ReadAllBytes(folder.At("model/model.weights.h5"));
        Assert.That(() => ArchiveFolder.Write(folder.At("model"), Half()), Throws.TypeOf<TimeoutException>());
        Assert.That(File.ReadAllBytes(folder.At("model/model.weights.h5")), Is.EqualTo(before));
        Assert.That(Directory.GetFileSystemEntries(Path.GetDirectoryName(folder.At("model"))!), Is.EqualTo(new[] { folder.At("model") }));

        static IEnumerable<(string, byte[])> Half()
        {
            yield return ("config.json", "{}"u8.ToArray());
            throw new TimeoutException();
        }
    }

    [Test]
    public void TheEndOfTheName_SaysWhichItIs()
    {
        using var model = Trained();
        Assert.That(() => model.Save("model.keras", zipped: false),
            Throws.ArgumentException.With.Message.Contains("must not end in .keras"));
        Assert.That(() => model.Save("model"), Throws.ArgumentException.With.Message.Contains("zipped: false"));
    }

    [Test]
    public void AFolderWithoutWeights_IsRefused()
    {
        using var folder = new TempFolder();
        using var model = Trained();
        model.Save(folder.At("model"), zipped: false);
        File.Delete(folder.At("model/model.weights.h5"));
        Assert.That(() => Model.Load(folder.At("model")), Throws.TypeOf<InvalidDataException>().With.Message.Contains("model.weights.h5"));
    }

    private static Sequential Trained()
    {
        var normalization = new Normalization();
        normalization.Adapt(SmallData.X());
        var model = new Sequential(seed: 5) { new Input(4), normalization, new Dense(1) };
        model.Compile(new Adam(), Loss.MeanSquaredError);
        model.Fit(SmallData.X(), SmallData.Y(), batchSize: 8);
        return model;
    }
}
