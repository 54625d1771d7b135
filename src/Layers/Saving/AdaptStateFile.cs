using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Layers;

/// <summary>Files that hold one adapt state each: small, in JSON, with a format name, a version, and a hash that detects damage and
/// edits.</summary>
public static class AdaptStateFile
{
    private const string Format = "layers.adapt_state";
    private const int Version = 1;

    // A state of a million features takes about 150 MB. A larger file is not one that this class wrote.
    private const long MostBytes = 1L << 30;

    extension(AdaptState state)
    {
        /// <summary>Saves the state to a small JSON file, with every digit. The file is replaced as a whole, or not at all.</summary>
        /// <param name="path">The path of the file; an existing file is replaced.</param>
        /// <exception cref="IOException">The file cannot be written. An existing file is unchanged.</exception>
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
        /// <summary>Loads a state from a file that <c>Save</c> wrote.</summary>
        /// <param name="path">The path of the file.</param>
        /// <returns>The state, equal to the saved one in every bit.</returns>
        /// <exception cref="FileNotFoundException">There is no such file.</exception>
        /// <exception cref="IOException">The file cannot be read.</exception>
        /// <exception cref="InvalidDataException">The file does not hold an adapt state, has a later version, or was damaged or
        /// edited.</exception>
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
            if (JsonWords.Text(json["format"]) != Format) throw Throw.NoAdaptState(path, $"its 'format' is not '{Format}'");
            if ((int?)json["version"] is not Version)
                throw Throw.LaterAdaptState(path, json["version"]?.ToJsonString() ?? "unknown", Version);
            state = Content(path, json["state"]);
        }
        catch (Exception e) when (e is not InvalidDataException && FileFaults.IsFileFault(e))
        {
            throw Throw.NoAdaptState(path, e.Message, e);
        }
        // The hash is of the parsed content, not of the text, because blanks and line ends may change when a file is copied.
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

    private static string Hash(JsonObject content) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(KerasJson.Write(content))));
}
