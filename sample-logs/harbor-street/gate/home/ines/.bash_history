#1749456594
uptime
#1749456624
sudo systemctl status nginx
#1749542754
uptime
#1749542784
sudo systemctl status nginx
#1749542833
ssh ines@10.40.0.12
#1749629274
uptime
#1749629304
sudo systemctl status nginx
#1749715614
uptime
#1749715644
sudo systemctl status nginx
#1749801894
uptime
#1749801924
sudo systemctl status nginx
#1749804041
last -n 20
#1749804086
sudo grep 'Accepted' /var/log/auth.log
#1749804201
logger -p auth.warning -t response 'login of kiosk from 203.0.113.77 last night was not ours, ticket HS-12'
#1749804251
sudo passwd -l kiosk
#1749804311
sudo ufw deny from 203.0.113.77
