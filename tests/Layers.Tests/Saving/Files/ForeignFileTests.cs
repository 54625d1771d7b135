namespace Layers.Tests;

/// <summary>A file of another format is refused with the name of that format and the remedy.</summary>
public sealed class ForeignFileTests
{
    [TestCase("model.tflite", new byte[] { 28, 0, 0, 0, (byte)'T', (byte)'F', (byte)'L', (byte)'3' }, "TensorFlow Lite")]
    [TestCase("model.onnx", new byte[] { 8, 8, 18, 4 }, "ONNX")]
    [TestCase("saved_model.pb", new byte[] { 8, 1, 18, 4 }, "SavedModel")]
    [TestCase("frozen.pb", new byte[] { 10, 4, 10, 2 }, "TensorFlow graph")]
    [TestCase("model.pkl", new byte[] { 0x80, 4, 0x95 }, "pickle")]
    [TestCase("weights.npy", new byte[] { 0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y' }, "NumPy")]
    [TestCase("config.json", new byte[] { (byte)'{', (byte)'}' }, "JSON")]
    [TestCase("checkpoint.index", new byte[] { 0, 0, 9 }, "checkpoint")]
    [TestCase("model.keras", new byte[] { }, "empty file")]
    [TestCase("model.keras", new byte[] { 1, 2, 3 }, "of no kind that Layers recognizes")]
    public void AForeignFile_IsRefusedByItsFormat(string name, byte[] bytes, string what)
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.At(name), bytes);
        AssertRefused(folder.At(name), what);
    }

    [TestCase("saved_model.pb", "SavedModel")]
    [TestCase("checkpoint", "checkpoints")]
    [TestCase("readme.txt", "config.json")]
    public void AForeignFolder_IsRefusedByItsFormat(string inside, string what)
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.At("model"));
        File.WriteAllBytes(folder.At($"model/{inside}"), [8, 1]);
        AssertRefused(folder.At("model"), what);
    }

    [TestCase("keras2/only_weights.h5")]
    [TestCase("keras2/dependencies.weights.h5")]
    [TestCase("keras3/branches.weights.h5")]
    [TestCase("keras3/sharded.weights.json")]
    public void WeightsGivenAsAModel_AreRefused_WithWhatToCall(string file) =>
        Assert.That(() => Model.Load(FileCase.Of(file).Path),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains("without the model").And.Message.Contains("LoadWeights"));

    [Test]
    public void AnHdf5FileOfAnotherProgram_IsRefused()
    {
        using var folder = new TempFolder();
        File.Copy(Path.Combine(FileCase.Folder, "measurements.h5"), folder.At("data.h5"));
        AssertRefused(folder.At("data.h5"), "HDF5 file that Keras did not write");
    }

    [Test]
    public void AZipFileOfAnotherProgram_IsRefused()
    {
        using var folder = new TempFolder();
        using (var zip = System.IO.Compression.ZipFile.Open(folder.At("model.keras"), System.IO.Compression.ZipArchiveMode.Create))
            zip.CreateEntry("data.pkl");
        Assert.That(() => Model.Load(folder.At("model.keras")), Throws.TypeOf<InvalidDataException>().With.Message.Contains("config.json"));
    }

    [Test]
    public void TheNameDoesNotMatter()
    {
        using var folder = new TempFolder();
        File.Copy(FileCase.Of("keras2/layer_list.h5").Path, folder.At("model.keras"));
        File.Copy(Golden.At("models/mpg_adam.keras"), folder.At("model.h5"));
        using var legacy = Model.Load(folder.At("model.keras"));
        using var archive = Model.Load(folder.At("model.h5"));
        Assert.That((legacy.Layers.Count, archive.Layers.Count), Is.EqualTo((2, 4)));
    }

    private static void AssertRefused(string path, string what)
    {
        using var model = new Sequential { new Input(4), new Dense(2) };
        Assert.That(() => Model.Load(path),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains(what).And.Message.Contains(path)
            .And.Message.Contains("Model.Load opens"));
        Assert.That(() => model.LoadWeights(path),
            Throws.TypeOf<InvalidDataException>().With.Message.Contains(what).And.Message.Contains(path));
    }
}
