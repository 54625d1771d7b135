using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Layers;

/// <summary>States in files of their own: small, of JSON, with a format, a version, and a hash that shows damage and edits.</summary>
public static class AdaptStateFile
{
    private const string Format = "layers.adapt_state";
    private const int Version = 1;

    // A million features take some 150 MB; what is larger was not written here.
    private const long MostBytes = 1L << 30;

    extension(AdaptState state)
    {
        /// <summary>Writes a small file of JSON, to the last digit: whole, or not at all.</summary>
        /// <param name="path">Where; a file that is there is replaced.</param>
        /// <exception cref="IOException">The file cannot be written; the old one is whole.</exception>
        public void Save(string path)
        {
            ArgumentNullException.ThrowIfNull(state);
            ArgumentException.ThrowIfNullOrEmpty(path);
            var content = AdaptStateJson.Write(state);
            var json = new JsonObject { ["format"] = Format, ["version"] = Version, ["sha256"] = Hash(content), ["state"] = content };
            var bytes = Encoding.UTF8.GetBytes(KerasJson.Write(json));
            AtomicFile.Write(path, stream => stream.Write(bytes));
        }
    }

    extension(AdaptState)
    {
        /// <summary>Reads a file that <c>Save</c> wrote.</summary>
        /// <param name="path">Where it is.</param>
        /// <returns>The state, to the last bit.</returns>
        /// <exception cref="FileNotFoundException">There is no such file.</exception>
        /// <exception cref="IOException">It cannot be read.</exception>
        /// <exception cref="InvalidDataException">It is no such file, of a later version, damaged or edited.</exception>
        public static AdaptState Load(string path)
        {
            ArgumentException.ThrowIfNullOrEmpty(path);
            return Read(path);
        }
    }

    private static AdaptState Read(string path)
    {
        JsonObject json;
        AdaptState state;
        try
        {
            json = KerasJson.Parse(Bytes(path)) as JsonObject ?? [];
            if (JsonWords.Text(json["format"]) != Format) throw Throw.NoAdaptState(path, $"it does not say that it is of the format '{Format}'");
            if ((int?)json["version"] is not Version) throw Throw.LaterAdaptState(path, json["version"]?.ToJsonString() ?? "unknown", Version);
            state = Content(path, json["state"]);
        }
        catch (Exception e) when (e is not InvalidDataException && FileFaults.IsOne(e))
        {
            throw Throw.NoAdaptState(path, e.Message, e);
        }
        // Of what was understood, not of the text: blanks and line ends may change on the way.
        if (JsonWords.Text(json["sha256"]) != Hash(AdaptStateJson.Write(state))) throw Throw.EditedAdaptState(path);
        return state;
    }

    private static byte[] Bytes(string path)
    {
        try
        {
            return RegularFile.Read(path, MostBytes);
        }
        catch (InvalidDataException e)
        {
            throw Throw.NoAdaptState(path, e.Message, e);
        }
    }

    private static AdaptState Content(string path, JsonNode? node)
    {
        if (node is not JsonObject content) throw Throw.NoAdaptState(path, "it has no 'state'");
        try
        {
            return AdaptStateJson.Read(content);
        }
        catch (InvalidDataException e)
        {
            throw Throw.NoAdaptState(path, e.Message, e);
        }
    }

    private static string Hash(JsonObject content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(KerasJson.Write(content))));
}
