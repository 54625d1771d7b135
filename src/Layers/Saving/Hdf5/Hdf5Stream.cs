using System.Numerics;
using System.Runtime.CompilerServices;

namespace Layers;

/// <summary>A weights file as PureHDF sees it. The file comes from a stranger, and PureHDF 2.2.0 does what it says: it follows
/// damage in circles until the stack overflows, which ends the process, and opens other files that are named in it. Whatever
/// PureHDF knows of the file it read through here, so here it is stopped, before it acts on what it read.</summary>
internal sealed class Hdf5Stream : MemoryStream
{
    private const int CostOfACall = 256;
    private const int ReadsOfALink = 7;

    private readonly byte[] _bytes;
    private readonly List<(int Length, ulong Value)> _reads = []; // the last ones, each of which began where the one before ended
    private long _end;
    private long _credit;
    private bool _isTensor;
    private int? _piece;

    public Hdf5Stream(byte[] bytes) : base(bytes, writable: false) => _bytes = bytes;

    /// <summary>What was found that leads out of the file, or <see langword="null"/>. PureHDF may swallow the exception that said so.</summary>
    public string? Link { get; private set; }

    /// <summary>Allows to read groups.</summary>
    /// <param name="credit">What that may cost: bytes, and a little for each call, so that no way in circles takes forever.</param>
    public void AllowGroups(long credit) => (_isTensor, _piece, _credit) = (false, null, credit);

    /// <summary>Allows to read the elements of one tensor.</summary>
    /// <param name="credit">What that may cost.</param>
    /// <param name="piece">The bytes of all its elements, if they are in one piece.</param>
    public void AllowTensor(long credit, int? piece) => (_isTensor, _piece, _credit, Link) = (true, piece, credit, null);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw Throw.Hdf5Circles();
        _credit -= CostOfACall + buffer.Length;
        if (_credit < 0) throw Throw.Hdf5Circles();

        // What is in one piece is read in one piece. PureHDF looks up the names of the files that a tensor is kept in before it opens them.
        if (_piece is { } piece && buffer.Length != piece) throw Stop("a tensor kept in other files");
        if (!_isTensor) WatchForLinks(buffer.Length);
        // By now PureHDF may have made an array of up to 2 GiB, as the file said. That cannot be stopped here; but nothing is written into it.
        var start = Position;
        if (start > Length - buffer.Length) throw Throw.Hdf5End();
        _bytes.AsSpan((int)start, buffer.Length).CopyTo(buffer);
        Position = start + buffer.Length;
        if (!_isTensor) Remember(buffer);
        return buffer.Length;
    }

    private void Remember(ReadOnlySpan<byte> read)
    {
        var value = 0UL;
        for (var i = Math.Min(read.Length, 8) - 1; i >= 0; i--) value = value << 8 | read[i];
        if (_reads.Count == ReadsOfALink) _reads.RemoveAt(0);
        _reads.Add((read.Length, value));
        _end = Position;
    }

    /// <summary>Finds a link that leads to a name by how it is read: 1, flags with bit 3, and the kind; by the flags an order and a
    /// character set; the length of the link's own name, and that name. After that the length of what it leads to is due, two bytes,
    /// where the other links have the address of their group or tensor.</summary>
    private void WatchForLinks(int next)
    {
        if (Position != _end) _reads.Clear();
        if (next != 2) return;
        for (var first = 0; first + 3 < _reads.Count; first++)
        {
            if (_reads[first] is not (1, 1) || _reads[first + 1] is not (1, var flags) || (flags & 8) == 0) continue;
            if (_reads[first + 2] is not (1, (1 or >= 64) and var kind)) continue;
            if (IsName(first + 3 + BitOperations.PopCount(flags & (4 | 16)), 1 << (int)(flags & 3)))
                throw Stop(kind == 1 ? "a soft link" : "a link to another file");
        }

        bool IsName(int at, int size)
        {
            if (at >= _reads.Count || _reads[at].Length != size) return false;
            var length = _reads[at].Value;
            return length == 0 ? at == _reads.Count - 1 : at == _reads.Count - 2 && length == (ulong)_reads[^1].Length;
        }
    }

    private IOException Stop(string link) => Throw.Hdf5Leaves(Link ??= link);
}
