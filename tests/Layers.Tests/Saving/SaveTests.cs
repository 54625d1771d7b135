using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json.Nodes;

namespace Layers.Tests;

/// <summary>The archive that Save writes, which is either complete or absent.</summary>
public sealed class SaveTests
{
    [Test]
    public void TheArchive_HasItsEntriesInOrder_Uncompressed()
    {
        using var folder = new TempFolder();
        using var model = Tasks.Model(new Adam());
        model.Save(folder.At("model.keras"));
        using var zip = ZipFile.OpenRead(folder.At("model.keras"));
        Assert.That(zip.Entries.Select(entry => entry.FullName),
            Is.EqualTo(new[] { "metadata.json", "config.json", "model.weights.h5", "layers.json" }));
        Assert.That(zip.Entries.All(entry => entry.CompressedLength == entry.Length));
        // Local header: the method is at 8, the flags at 6; bit 3 of the flags would put the sizes after the data.
        var header = File.ReadAllBytes(folder.At("model.keras")).AsSpan();
        Assert.That(BinaryPrimitives.ReadUInt32LittleEndian(header), Is.EqualTo(0x04034B50));
        Assert.That(BinaryPrimitives.ReadUInt16LittleEndian(header[8..]), Is.Zero, "method");
        Assert.That(BinaryPrimitives.ReadUInt16LittleEndian(header[6..]) & 8, Is.Zero, "data descriptor");
    }

    [Test]
    public void TheMetadata_NamesTheReleaseWhoseFormatItIs_AndWhenItWasSaved()
    {
        using var folder = new TempFolder();
        using var model = Tasks.Model(new Adam());
        model.Save(folder.At("model.keras"));
        var metadata = JsonNode.Parse(EditedArchive.Text(folder.At("model.keras"), "metadata.json"))!;
        Assert.That((string)metadata["keras_version"]!, Is.EqualTo("3.12.0"));
        var saved = DateTime.ParseExact((string)metadata["date_saved"]!, "yyyy-MM-dd@HH:mm:ss", CultureInfo.InvariantCulture);
        Assert.That(saved, Is.EqualTo(TimeProvider.System.GetUtcNow().UtcDateTime).Within(TimeSpan.FromHours(1)));
    }

    // Initial values are not created if a file has other values, so that a few bytes of settings cannot fill the memory.
    [Test]
    public void ALayerThatAFileClaimsToBeHuge_IsRefusedForItsWeights()
    {
        using var folder = new TempFolder();
        using (var model = new Sequential { new Input(3), new Dense(7) }) model.Save(folder.At("model.keras"));
        EditedArchive.Edit(folder.At("model.keras"), folder.At("huge.keras"), "config.json",
            json => json.Replace("\"units\":7", "\"units\":2000000000", StringComparison.Ordinal));
        Assert.That(() => Model.Load(folder.At("huge.keras")), Throws.TypeOf<InvalidDataException>().With.Message.Contains("2000000000"));
    }

    [Test]
    public void SavingAgain_ReplacesTheFile_AndLeavesNothingBesideIt()
    {
        using var folder = new TempFolder();
        var path = folder.At("model.keras");
        using var one = Tasks.Model(new Sgd());
        using var other = new Sequential { new Input(2), new Rescaling(3) };
        one.Save(path);
        other.Save(path);
        using var loaded = Model.Load(path);
        Assert.That(loaded.Predict(new float[,] { { 1, 2 } }), Is.EqualTo(new float[,] { { 3, 6 } }));
        Assert.That(Directory.GetFileSystemEntries(Path.GetDirectoryName(path)!), Is.EqualTo(new[] { path }));
    }

    [Test]
    public void AFailedSave_LeavesTheOldFileWhole()
    {
        using var folder = new TempFolder();
        var path = folder.At("model.keras");
        using (var good = Tasks.Model(new Sgd())) good.Save(path);
        var before = File.ReadAllBytes(path);

        using var unknown = new Sequential { new Input(3), new NobodyRegistered() };
        Assert.That(() => unknown.Save(path),
            Throws.TypeOf<NotSupportedException>().With.Message.Contains("nobody_registered")
            .And.Message.Contains("LayerRegistry.Register<NobodyRegistered>"));
        using var unadapted = new Sequential { new Input(3), new Normalization() };
        Assert.That(() => unadapted.Save(path), Throws.TypeOf<LayerException>());
        using var function = new Sequential { new Input(3), new Activation(new ActivationFunction("test>unregistered", x => x * 2)) };
        Assert.That(() => function.Save(path),
            Throws.TypeOf<NotSupportedException>().With.Message.Contains("test>unregistered").And.Message.Contains("Register"));
        Assert.That(File.ReadAllBytes(path), Is.EqualTo(before));
        Assert.That(Directory.GetFileSystemEntries(Path.GetDirectoryName(path)!), Is.EqualTo(new[] { path }));
    }

    [Test]
    public void AWriteThatFails_LeavesTheOldFileWhole()
    {
        using var folder = new TempFolder();
        var path = folder.At("file");
        AtomicFile.Write(path, stream => stream.Write("old"u8));
        Assert.That(() => AtomicFile.Write(path, stream =>
        {
            stream.Write("half of the n"u8);
            throw new TimeoutException();
        }), Throws.TypeOf<TimeoutException>());
        Assert.That(File.ReadAllText(path), Is.EqualTo("old"));
        Assert.That(Directory.GetFileSystemEntries(Path.GetDirectoryName(path)!), Is.EqualTo(new[] { path }));
    }

    [Test]
    public void AnUnwritablePath_IsAnError_AndIsUnchanged()
    {
        using var folder = new TempFolder();
        using var model = Tasks.Model(new Sgd());
        Directory.CreateDirectory(folder.At("folder.keras"));
        File.WriteAllText(Path.Combine(folder.At("folder.keras"), "inside"), "kept");
        Assert.That(() => model.Save(folder.At("folder.keras")),
            Throws.InstanceOf<IOException>().Or.InstanceOf<UnauthorizedAccessException>());
        Assert.That(File.ReadAllText(Path.Combine(folder.At("folder.keras"), "inside")), Is.EqualTo("kept"));
        Assert.That(() => model.Save(Path.Combine(folder.At("nowhere"), "model.keras")), Throws.InstanceOf<IOException>());
        Assert.That(Directory.GetFileSystemEntries(Path.GetDirectoryName(folder.At("x"))!),
            Is.EqualTo(new[] { folder.At("folder.keras") }));
    }

    [Test]
    public void AReadOnlyFolder_IsAnError_AndTheOldFileIsWhole()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("Folders are not read-only for root or on Windows.");
            return;
        }
        using var folder = new TempFolder();
        var path = folder.At("model.keras");
        using var model = Tasks.Model(new Sgd());
        model.Save(path);
        var before = File.ReadAllBytes(path);
        File.SetUnixFileMode(Path.GetDirectoryName(path)!, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            Assert.That(() => model.Save(path), Throws.InstanceOf<IOException>());
            Assert.That(File.ReadAllBytes(path), Is.EqualTo(before));
        }
        finally
        {
            File.SetUnixFileMode(Path.GetDirectoryName(path)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [TestCase("model.h5")]
    [TestCase("model")]
    public void AnotherExtension_IsRefused(string name)
    {
        using var folder = new TempFolder();
        using var model = Tasks.Model(new Sgd());
        Assert.That(() => model.Save(folder.At(name)), Throws.InstanceOf<ArgumentException>().With.Message.Contains(".keras"));
    }

    private sealed class NobodyRegistered : Layer
    {
        protected override Value Call(Value x) => x;
    }
}
