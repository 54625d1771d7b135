using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Layers.Benchmarks;

/// <summary>Sends the same request repeatedly over connections that stay open. Each connection waits for the answer before it sends the
/// next request. The client does as little work as possible, so that the work of the server is measured.</summary>
public sealed class HttpLoad : IDisposable
{
    private readonly byte[] _request;
    private readonly Socket[] _sockets;
    private readonly List<double> _seconds = [];

    /// <param name="server">The address of the server.</param>
    /// <param name="request">All bytes of a request of HTTP/1.1.</param>
    /// <param name="connections">The number of connections.</param>
    public HttpLoad(IPEndPoint server, byte[] request, int connections)
    {
        _request = request;
        _sockets = new Socket[connections];
        for (var i = 0; i < connections; i++)
        {
            _sockets[i] = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            _sockets[i].Connect(server);
        }
    }

    /// <summary>The 99th percentile of the times of all requests in the last run, in seconds.</summary>
    public double Percentile99
    {
        get
        {
            double[] sorted = [.. _seconds.Order()];
            return sorted[(int)(0.99 * (sorted.Length - 1))];
        }
    }

    /// <summary>Sends requests over all connections at the same time.</summary>
    /// <returns>The seconds of the whole run, divided by the number of requests.</returns>
    public double Run(int requests)
    {
        _seconds.Clear();
        var each = requests / _sockets.Length;
        var start = Stopwatch.GetTimestamp();
        Task.WaitAll([.. _sockets.Select(socket => Task.Run(() => SendAsync(socket, each)))]);
        return Stopwatch.GetElapsedTime(start).TotalSeconds / (each * _sockets.Length);
    }

    public void Dispose()
    {
        foreach (var socket in _sockets) socket.Dispose();
    }

    private async Task SendAsync(Socket socket, int requests)
    {
        var buffer = new byte[64 * 1024];
        var seconds = new double[requests];
        for (var i = 0; i < requests; i++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var sent = 0; sent < _request.Length;) sent += await socket.SendAsync(_request.AsMemory(sent));
            await ReceiveAsync(socket, buffer);
            seconds[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        lock (_seconds) _seconds.AddRange(seconds);
    }

    private static async Task ReceiveAsync(Socket socket, byte[] buffer)
    {
        var (count, end) = (0, -1);
        while (end < 0 || count < end)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(count));
            if (received == 0) throw new InvalidOperationException("The server closed the connection.");
            count += received;
            if (end < 0) end = EndOf(buffer.AsSpan(0, count));
        }
    }

    // Returns the length of the answer; −1 as long as its header is not complete.
    private static int EndOf(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0) return -1;
        var text = Encoding.ASCII.GetString(answer[..head]);
        if (!text.StartsWith("HTTP/1.1 200", StringComparison.Ordinal)) throw new InvalidOperationException(text.Split('\r')[0]);
        const string Length = "\r\nContent-Length: ";
        var at = text.IndexOf(Length, StringComparison.OrdinalIgnoreCase);
        if (at < 0) throw new InvalidOperationException("The answer does not say its length.");
        var value = text.AsSpan(at + Length.Length);
        var stop = value.IndexOf('\r');
        return head + 4 + int.Parse(stop < 0 ? value : value[..stop], CultureInfo.InvariantCulture);
    }
}
