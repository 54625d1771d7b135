using System.Diagnostics;
using System.IO.Compression;
using System.Text;

namespace Layers.Tests;

/// <summary>Malicious files: each is refused with the documented exception, which names the entry and the place in it, in bounded
/// memory.</summary>
public sealed class HostileFileTests
{
    private const long MostMemory = 200_000_000;

    private TempFolder _folder = null!;

    [SetUp]
    public void Make() => _folder = new TempFolder();

    [TearDown]
    public void Clean() => _folder.Dispose();

    [Test]
    public void AnEntryThatDeclaresMoreThanItHolds_IsRefusedBeforeItIsAllocated([Values("config.json", "model.weights.h5",
        "layers.json")] string entry)
    {
        var path = Saved();
        var bytes = File.ReadAllBytes(path);
        Declare(bytes, entry, 1 << 30);
        File.WriteAllBytes(path, bytes);
        Assert.That(Refused(path).Message, Does.Contain(entry).And.Contain("1,073,741,824"));
    }

    [Test]
    public void AGigabyteOfBlanks_IsRefused([Values] CompressionLevel level)
    {
        Assume.That(level, Is.EqualTo(CompressionLevel.Fastest).Or.EqualTo(CompressionLevel.NoCompression));
        var path = _folder.At("blanks.keras");
        var blanks = new byte[1 << 20];
        Array.Fill(blanks, (byte)' ');
        using (var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create))
        {
            using (var stream = zip.CreateEntry("config.json", level).Open())
                for (var i = 0; i < 1024; i++) stream.Write(blanks);
            using (var stream = zip.CreateEntry("model.weights.h5").Open()) stream.Write(blanks);
        }
        Assert.That(Refused(path).Message, Does.Contain("config.json").And.Contain("1,073,741,824"));
    }

    [Test]
    public void APipe_IsRefused_NotWaitedFor()
    {
        if (OperatingSystem.IsWindows()) Assert.Ignore("Windows has no named pipes in folders.");
        var pipe = _folder.At("pipe.keras");
        using (var make = Process.Start("mkfifo", pipe)) make.WaitForExit();
        File.CreateSymbolicLink(_folder.At("link.keras"), pipe);
        using var model = new Sequential { new Input(1), new Dense(1) };
        model.Save(_folder.At("folder"), zipped: false);
        File.Delete(_folder.At("folder/config.json"));
        File.CreateSymbolicLink(_folder.At("folder/config.json"), pipe);
        foreach (var path in new[] { pipe, _folder.At("link.keras"), _folder.At("folder"), "/dev/zero" })
        {
            Assert.That(() => Model.Load(path), Throws.TypeOf<InvalidDataException>().With.Message.Contains("a pipe or a device"), path);
            Assert.That(() => AdaptState.Load(path == _folder.At("folder") ? pipe : path), Throws.TypeOf<InvalidDataException>(), path);
        }
    }

    [Test]
    public void AnyNumberOfLayers_TakesMemoryInProportion()
    {
        // If each layer searched all layers before it for its name, place or shape, four times the layers would take sixteen times the
        // memory.
        foreach (var form in new Func<int, Model>[] { Line, Chain, Shared })
        {
            form(50).Dispose();
            var (few, many) = (Allocated(form, 1000), Allocated(form, 4000));
            Assert.That(many, Is.LessThan(6 * few), $"{form.Method.Name}: {few} and {many} bytes");
        }
    }

    [Test]
    public void LayersInAnyOrder_TakeMemoryInProportion()
    {
        long Loaded(int layers)
        {
            using var model = Chain(layers);
            model.Save(_folder.At("ordered.keras"));
            EditedArchive.Edit(_folder.At("ordered.keras"), _folder.At("reversed.keras"), "config.json", text =>
            {
                var json = KerasJson.Parse(text)!;
                var entries = json["config"]!["layers"]!.AsArray();
                var all = entries.ToArray();
                entries.Clear();
                foreach (var one in all.Reverse()) entries.Add(one);
                return KerasJson.Write(json);
            });
            var before = GC.GetAllocatedBytesForCurrentThread();
            using var loaded = Model.Load(_folder.At("reversed.keras"));
            Assert.That(loaded.Layers, Has.Count.EqualTo(layers));
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Loaded(50);
        var (few, many) = (Loaded(1000), Loaded(4000));
        Assert.That(many, Is.LessThan(6 * few));
    }

    private static readonly TestCaseData[] s_settings =
    [
        Setting("units", "2147483648", "units", "from -2147483648 to 2147483647"),
        Setting("units", "9223372036854775807", "units"),
        Setting("units", "9223372036854775808", "units", "a whole number"),
        Setting("batch_shape", "[null,9223372036854775807,9223372036854775807]", "layers"),
        Setting("batch_shape", "[null,9223372036854775808]", "batch_shape"),
        Setting("batch_shape", $"[null{string.Concat(Enumerable.Repeat(",1", 3_000_000))}]", "more than 65536 sizes"),
        Setting("batch_shape", $"[null{string.Concat(Enumerable.Repeat(",1", 300))}]", "batch_shape", "up to 254 sizes",
            "$.config.layers[0]"),
        Setting("name", "\"\\ud800\"", "lone surrogate"),
        Setting("activation", "\"\\udc00x\"", "lone surrogate"),
        Setting("name", "\"x\\u0000y\"", "U+0000", "x\\u0000y"),
        Setting("axis", "[-9223372036854775808]", "axis"),
        Setting("axis", "[\"x\"]", "axis"),
        Setting("layers", "3", "layers"),
        Setting("units", "1,\"units\":2", "units"),
    ];

    [TestCaseSource(nameof(s_settings))]
    public void ASettingThatCannotBe_IsRefusedWithItsPlace(string key, string value, string[] parts)
    {
        EditedArchive.Edit(Saved(), _folder.At("edited.keras"), "config.json", text =>
        {
            // The last key of that name is in the innermost object.
            var at = text.LastIndexOf($"\"{key}\":", StringComparison.Ordinal) + key.Length + 3;
            Assert.That(at, Is.GreaterThan(key.Length + 3));
            var reader = new System.Text.Json.Utf8JsonReader(Encoding.UTF8.GetBytes(text[at..]));
            reader.Read();
            reader.Skip();
            return text[..at] + value + text[(at + (int)reader.BytesConsumed)..];
        });
        var message = Refused(_folder.At("edited.keras")).Message;
        foreach (var part in parts.Append("config.json").Append(_folder.At("edited.keras"))) Assert.That(message, Does.Contain(part));
    }

    [Test]
    public void TwoEntriesOfOneName_AreRefused()
    {
        var path = Saved();
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Update))
        using (var stream = zip.CreateEntry("config.json").Open()) stream.Write("{}"u8);
        Assert.That(Refused(path).Message, Does.Contain("2 entries 'config.json'"));
    }

    private static TestCaseData Setting(string key, string value, params string[] parts) =>
        new TestCaseData(key, value, parts).SetArgDisplayNames(key, value.Length < 50 ? value : value[..50]);

    private static Model Line(int layers)
    {
        var model = new Sequential { new Input(2) };
        for (var i = 0; i < layers; i++) model.Add(new Identity());
        return model;
    }

    private static Model Chain(int layers)
    {
        var x = new Input(2, name: "x");
        KerasTensor y = x;
        for (var i = 0; i < layers; i++) y = new Identity().Apply(y);
        return new Functional(x, y);
    }

    private static Model Shared(int calls)
    {
        var x = new Input(2, name: "x");
        KerasTensor y = x;
        var dense = new Dense(2);
        for (var i = 0; i < calls; i++) y = dense.Apply(y);
        return new Functional(x, y);
    }

    private long Allocated(Func<int, Model> form, int layers)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var model = form(layers);
        model.Summary();
        model.Save(_folder.At("long.keras"));
        using var loaded = Model.Load(_folder.At("long.keras"));
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private string Saved()
    {
        using var model = new Sequential { new Input(3), new Normalization(new[] { 1.0, 2, 3 }, new[] { 1.0, 1, 1 }),
            new Dense(2, Activation.Relu) };
        model.Save(_folder.At("model.keras"));
        return _folder.At("model.keras");
    }

    private static InvalidDataException Refused(string path)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<InvalidDataException>(() => Model.Load(path));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(MostMemory));
        return error!;
    }

    // Edits the list of entries at the end of the file: the entry's length, and a method of compression that allows any length.
    private static void Declare(byte[] zip, string entry, int length)
    {
        var name = Encoding.ASCII.GetBytes(entry);
        for (var at = zip.Length - 46 - name.Length; at >= 0; at--)
            if (zip.AsSpan(at).StartsWith("PK\u0001\u0002"u8) && zip.AsSpan(at + 46).StartsWith(name))
            {
                zip[at + 10] = 8;
                BitConverter.TryWriteBytes(zip.AsSpan(at + 24), length);
                return;
            }
        Assert.Fail("The zip file does not have the entry.");
    }
}
